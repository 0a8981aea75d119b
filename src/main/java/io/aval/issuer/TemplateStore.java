package io.aval.issuer;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where templates live. Implementations are safe for many threads, and for several nodes where they
 * share a place: no change is lost, since who changes a template says which version they saw.
 *
 * <p>Where {@code aval.issuer.enabled=true}, beans can inject that of the application's own issuer:
 * {@code @Inject TemplateStore templates}.
 */
public interface TemplateStore {

  /**
   * Finds a template by its name, which minting does.
   *
   * @param name its name; compared exactly
   * @return the template, or empty
   */
  Optional<StoredTemplate> find(String name);

  /**
   * Finds a template by its id.
   *
   * @param id its id; compared exactly
   * @return the template, or empty
   */
  Optional<StoredTemplate> get(String id);

  /**
   * Returns all templates.
   *
   * @return the templates in the order of their names
   */
  List<StoredTemplate> list();

  /**
   * Keeps a new template.
   *
   * @param template the template
   * @return how it is kept, with version 1
   * @throws IssuerException with {@link IssuerException.Code#NAME_TAKEN}, or {@link
   *     IssuerException.Code#READ_ONLY}
   */
  StoredTemplate create(JwtTemplate template);

  /**
   * Replaces a template.
   *
   * @param id its id
   * @param version the version that the change is made from
   * @param template what it becomes; the name may be another
   * @return how it is kept
   * @throws IssuerException with {@link IssuerException.Code#RESOURCE_NOT_FOUND}, {@link
   *     IssuerException.Code#CONFLICT} where it has another version by now, {@link
   *     IssuerException.Code#NAME_TAKEN}, or {@link IssuerException.Code#READ_ONLY}
   */
  StoredTemplate update(String id, long version, JwtTemplate template);

  /**
   * Forgets a template.
   *
   * @param id its id
   * @return what was forgotten
   * @throws IssuerException with {@link IssuerException.Code#RESOURCE_NOT_FOUND}, or {@link
   *     IssuerException.Code#READ_ONLY}
   */
  StoredTemplate delete(String id);

  /**
   * Keeps templates in memory, as they are.
   *
   * @param templates the templates; no two of one name
   * @return a store that never changes
   * @throws IllegalArgumentException when two have one name
   */
  static TemplateStore of(JwtTemplate... templates) {
    return new FixedTemplates(List.of(templates));
  }

  /**
   * Takes templates from files that come with an application.
   *
   * @param files the content of each file by its name, {@code <template>.json}
   * @return a store that never changes
   * @throws IssuerException when a file is no template, naming the file and the fault
   */
  static TemplateStore ofFiles(Map<String, byte[]> files) {
    return new FixedTemplates(
        files.entrySet().stream()
            .map(file -> TemplateJson.ofFile(file.getKey(), file.getValue()))
            .toList());
  }

  /**
   * Keeps templates in a directory, one JSON file each, named like the template. People may edit
   * the files, too: what was changed is seen at the next call.
   *
   * @param directory the directory; made when it is not there, for the owner alone
   * @param clock what says when a template is made or changed
   * @return a store that several processes may share
   * @throws java.io.UncheckedIOException when the directory cannot be made
   */
  static TemplateStore inDirectory(Path directory, Clock clock) {
    return new DirectoryTemplates(directory, clock);
  }

  /**
   * Refuses templates with shortcodes that there are not, which otherwise are null in the tokens.
   * What the store holds already is left alone.
   *
   * @return a store in the same place, whose {@link #create} and {@link #update} check further
   */
  default TemplateStore strict() {
    return new StrictTemplates(this);
  }
}
