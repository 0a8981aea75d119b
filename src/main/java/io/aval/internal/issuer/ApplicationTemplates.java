package io.aval.internal.issuer;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.Shortcodes;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateStore;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The templates that come with an application, and the directory that may replace them. */
final class ApplicationTemplates {
  private static final String FOLDER = "/WEB-INF/jwt-templates/";

  private ApplicationTemplates() {}

  /**
   * Opens the templates: a directory of the server's, or the files of the application.
   *
   * @throws IllegalStateException when a file of the application is no template, or the directory
   *     cannot be made; fails the deployment
   */
  static TemplateStore open(ServletContext context, IssuerConfig issuer, Clock clock) {
    try {
      Map<String, byte[]> files = files(context);
      TemplateStore own = TemplateStore.ofFiles(files);
      if (issuer.strictShortcodes()) {
        own.list().forEach(ApplicationTemplates::requireKnownShortcodes);
      }
      return issuer
          .templates()
          .map(path -> begin(TemplateStore.inDirectory(path, clock), own))
          // Without any file the one template that a first try needs.
          .orElseGet(() -> files.isEmpty() ? TemplateStore.of(JwtTemplate.convex()) : own);
    } catch (IssuerException | UncheckedIOException fault) {
      throw new IllegalStateException("JWT templates: " + fault.getMessage(), fault);
    }
  }

  private static void requireKnownShortcodes(StoredTemplate stored) {
    JwtTemplate template = stored.template();
    try {
      Shortcodes.parseStrictly(template.claims());
    } catch (IssuerException fault) {
      throw new IssuerException(fault.getCode(), template.name() + ".json: " + fault.getMessage());
    }
  }

  /**
   * Puts the application's templates into a store that is empty as yet, so that people go on from
   * them. Several servers may do so at once.
   *
   * @throws IllegalStateException when a file of the application is no template
   */
  static TemplateStore begin(ServletContext context, TemplateStore store) {
    try {
      return begin(store, TemplateStore.ofFiles(files(context)));
    } catch (IssuerException | UncheckedIOException fault) {
      throw new IllegalStateException("JWT templates: " + fault.getMessage(), fault);
    }
  }

  private static TemplateStore begin(TemplateStore store, TemplateStore own) {
    if (store.list().isEmpty()) {
      for (StoredTemplate first : own.list()) {
        try {
          store.create(first.template());
        } catch (IssuerException fault) {
          if (fault.getCode() != IssuerException.Code.NAME_TAKEN) {
            throw fault;
          }
        }
      }
    }
    return store;
  }

  private static Map<String, byte[]> files(ServletContext context) {
    Set<String> paths = context.getResourcePaths(FOLDER);
    Map<String, byte[]> files = new TreeMap<>();
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith(".json")) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        files.put(name, read(context, FOLDER + name));
      }
    }
    return files;
  }

  private static byte[] read(ServletContext context, String path) {
    try (InputStream file = context.getResourceAsStream(path)) {
      if (file == null) {
        throw new IOException(path + " cannot be read");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
