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

/** The templates that come with an application, and what may replace them. */
final class ApplicationTemplates {
  private static final String FOLDER = "/WEB-INF/jwt-templates/";

  private ApplicationTemplates() {}

  /**
   * Reads the files of the application.
   *
   * @param strict whether a shortcode that there is not is a fault
   * @throws IllegalStateException when one is no template; fails the deployment
   */
  static TemplateStore read(ServletContext context, boolean strict) {
    try {
      TemplateStore own = TemplateStore.ofFiles(files(context));
      if (strict) {
        own.list().forEach(ApplicationTemplates::requireKnownShortcodes);
      }
      return own;
    } catch (IssuerException | UncheckedIOException fault) {
      throw unusable(fault);
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
   * Opens a directory of the server's where one is configured.
   *
   * @param own the application's own, which else are the templates
   * @throws IllegalStateException when the directory cannot be made; fails the deployment
   */
  static TemplateStore open(TemplateStore own, IssuerConfig issuer, Clock clock) {
    try {
      return issuer
          .templates()
          .map(path -> begin(TemplateStore.inDirectory(path, clock), own))
          // Without any file the one template that a first try needs.
          .orElseGet(() -> own.list().isEmpty() ? TemplateStore.of(JwtTemplate.convex()) : own);
    } catch (UncheckedIOException fault) {
      throw unusable(fault);
    }
  }

  /**
   * Puts the application's templates into a store that has none, so that people go on from them.
   * Several servers may do so at once. Nothing is remembered of it: what is missing in a store with
   * any template is not added, and one that was emptied begins anew.
   *
   * @throws IllegalStateException when the store does not take them; fails the deployment
   */
  static TemplateStore begin(TemplateStore store, TemplateStore own) {
    try {
      if (store.list().isEmpty()) {
        own.list().forEach(first -> copy(first, store));
      }
      return store;
    } catch (IssuerException | UncheckedIOException fault) {
      throw unusable(fault);
    }
  }

  private static void copy(StoredTemplate first, TemplateStore store) {
    try {
      store.create(first.template());
    } catch (IssuerException fault) {
      if (fault.getCode() != IssuerException.Code.NAME_TAKEN) {
        throw fault;
      }
    }
  }

  private static IllegalStateException unusable(RuntimeException fault) {
    return new IllegalStateException("JWT templates: " + fault.getMessage(), fault);
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
