package io.aval;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Widening the public surface is a line in {@code public-api.txt} that a reviewer sees. */
final class PublicApiTest {

  @Test
  void listsExactlyThePublicTypesOutsideInternal() throws IOException {
    List<String> found =
        classes().stream()
            .filter(type -> !type.getPackageName().startsWith("io.aval.internal"))
            .filter(PublicApiTest::isReachable)
            .map(JavaClass::getName)
            .sorted()
            .toList();

    assertThat(found).containsExactlyElementsOf(listed());
  }

  /** Without what they use of others', which takes longer to read than they do. */
  private static JavaClasses classes() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("io.aval");
        });
  }

  private static boolean isReachable(JavaClass type) {
    boolean open =
        type.getModifiers().contains(JavaModifier.PUBLIC)
            || type.getModifiers().contains(JavaModifier.PROTECTED);
    return open && type.getEnclosingClass().map(PublicApiTest::isReachable).orElse(true);
  }

  private static List<String> listed() throws IOException {
    try (InputStream text = PublicApiTest.class.getResourceAsStream("/public-api.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
