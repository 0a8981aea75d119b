package io.aval.internal.issuer;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateStore;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The templates of an application: a directory of the server's, or files of the application. */
final class ApplicationTemplates {
  private static final String FOLDER = "/WEB-INF/jwt-templates/";

  private ApplicationTemplates() {}

  /**
   * Opens the templates.
   *
   * @throws IllegalStateException when a file of the application is no template, or the directory
   *     cannot be made; fails the deployment
   */
  static TemplateStore open(ServletContext context, IssuerConfig issuer, Clock clock) {
    try {
      return issuer
          .templates()
          .map(directory -> TemplateStore.inDirectory(directory, clock))
          .orElseGet(() -> ofApplication(context));
    } catch (IssuerException | UncheckedIOException fault) {
      throw new IllegalStateException("JWT templates: " + fault.getMessage(), fault);
    }
  }

  /** Without any file the one template that a first try needs. */
  private static TemplateStore ofApplication(ServletContext context) {
    Set<String> paths = context.getResourcePaths(FOLDER);
    Map<String, byte[]> files = new TreeMap<>();
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith(".json")) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        files.put(name, read(context, FOLDER + name));
      }
    }
    return files.isEmpty() ? TemplateStore.of(JwtTemplate.convex()) : TemplateStore.ofFiles(files);
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
