package io.aval.issuer;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates that come with the application and do not change while it runs. Immutable. */
final class FixedTemplates implements TemplateStore {
  private final Map<String, StoredTemplate> byName = new LinkedHashMap<>();

  FixedTemplates(List<JwtTemplate> templates) {
    for (JwtTemplate template : templates) {
      StoredTemplate stored =
          new StoredTemplate(
              TemplateId.of(template.name()), template, Instant.EPOCH, Instant.EPOCH, 1);
      if (byName.put(template.name(), stored) != null) {
        throw new IllegalArgumentException(
            "There are two templates with the name " + template.name() + ".");
      }
    }
  }

  @Override
  public Optional<StoredTemplate> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Optional<StoredTemplate> get(String id) {
    return byName.values().stream().filter(stored -> stored.id().equals(id)).findFirst();
  }

  @Override
  public List<StoredTemplate> list() {
    return byName.values().stream()
        .sorted(Comparator.comparing(stored -> stored.template().name()))
        .toList();
  }

  @Override
  public StoredTemplate create(JwtTemplate template) {
    throw readOnly();
  }

  @Override
  public StoredTemplate update(String id, long version, JwtTemplate template) {
    throw readOnly();
  }

  @Override
  public StoredTemplate delete(String id) {
    throw readOnly();
  }

  private static IssuerException readOnly() {
    return new IssuerException(
        IssuerException.Code.READ_ONLY,
        "These templates are files of the application; change them there and deploy it anew.");
  }
}
