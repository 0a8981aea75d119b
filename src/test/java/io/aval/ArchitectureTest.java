package io.aval;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the floors, the owners of third-party APIs and the rules of {@code CONTRIBUTING.md} that a
 * machine can see. Plain {@code @Test}s, because surefire has once run {@code @ArchTest} fields as
 * nothing at all.
 */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.aval");

  /** From the ground up; a package may use what lies on the floors below its own, and no other. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("io.aval"),
          List.of("io.aval.spi"),
          List.of("io.aval.config"),
          List.of("io.aval.internal.hint"),
          List.of("io.aval.internal.jose"),
          List.of("io.aval.internal.request", "io.aval.issuer", "io.aval.client"),
          List.of("io.aval.internal.http"),
          List.of(
              "io.aval.internal.rest",
              "io.aval.internal.servlet",
              "io.aval.internal.security",
              "io.aval.internal.websocket",
              "io.aval.internal.issuer",
              "io.aval.internal.cluster"),
          List.of("io.aval.internal.dashboard", "io.aval.internal.cli", "io.aval.websocket"),
          List.of("io.aval.internal.cdi"));

  /** Who may touch which API; a server that lacks the API then never loads the door to it. */
  private static final Map<String, List<String>> OWNERS =
      Map.ofEntries(
          Map.entry("org.jose4j..", List.of("io.aval.internal.jose")),
          Map.entry("com.fasterxml.jackson.core..", List.of("io.aval.internal.jose")),
          Map.entry(
              "com.github.benmanes.caffeine..", List.of("io.aval.internal.jose", "io.aval.client")),
          Map.entry("picocli..", List.of("io.aval.internal.cli")),
          Map.entry("com.sun.net.httpserver..", List.of("io.aval.internal.cli")),
          // The extension looks at the annotations of an application's own mechanism.
          Map.entry(
              "jakarta.security.enterprise..",
              List.of("io.aval.internal.security", "io.aval.internal.cdi")),
          Map.entry("jakarta.ws.rs..", List.of("io.aval.internal.rest", "io.aval.client")),
          Map.entry(
              "jakarta.servlet..",
              List.of(
                  "io.aval.internal.http",
                  "io.aval.internal.servlet",
                  "io.aval.internal.security",
                  "io.aval.internal.issuer",
                  "io.aval.internal.dashboard",
                  "io.aval.internal.cdi")),
          Map.entry("com.fasterxml.jackson.databind..", List.of("io.aval.internal.rest")),
          // An application without a database has no Liquibase.
          Map.entry("liquibase..", List.of("io.aval.issuer")),
          Map.entry("java.sql..", List.of("io.aval.issuer")),
          Map.entry("jakarta.transaction..", List.of("io.aval.internal.issuer")),
          Map.entry("org.eclipse.microprofile.config..", List.of("io.aval.internal.cdi")),
          Map.entry("jakarta.enterprise.concurrent..", List.of("io.aval.internal.security")),
          Map.entry(
              "jakarta.websocket..",
              List.of(
                  "io.aval.internal.websocket",
                  "io.aval.websocket",
                  "io.aval.client",
                  "io.aval.internal.cdi")),
          Map.entry("jakarta.json.bind..", List.of("io.aval.internal.rest")));

  /** The one kind of object that changes: what is known of the request being served. */
  private static final List<String> REQUEST_SCOPED_HOLDERS =
      List.of("io.aval.internal.request.CallHolder");

  /** Used by one method, or by one thread, and gone: a builder, and a position in a text. */
  private static final List<String> SHORT_LIVED =
      List.of(
          "io.aval.issuer.JwtTemplate$Builder",
          "io.aval.client.TokenSourceBuilder",
          "io.aval.issuer.ShortcodeParser",
          "io.aval.internal.jose.StrictJson",
          "io.aval.internal.jose.JsonBytes");

  /** What picocli writes into when it reads a command line, once, before the command runs. */
  private static final List<String> WRITTEN_BY_PICOCLI =
      List.of("picocli.CommandLine$Option", "picocli.CommandLine$Parameters");

  /** Changed under a lock, or by one thread at a time; each says which. */
  private static final List<String> GUARDED =
      List.of(
          "io.aval.internal.jose.UnknownKids",
          "io.aval.internal.jose.FileKeys",
          "io.aval.internal.websocket.Rate");

  @Test
  void packagesFormNoCycle() {
    // One package above the root: the pattern does not match classes that sit in the root itself.
    slices().matching("io.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageHasItsFloorAndIsNullMarked() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      found.add(type.getPackageName());
      assertThat(
              type.getPackage()
                  .tryGetPackageInfo()
                  .filter(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked")))
          .as("package-info with @NullMarked in %s", type.getPackageName())
          .isPresent();
    }
    assertThat(FLOORS.stream().flatMap(Collection::stream)).containsAll(found);
  }

  @Test
  void arrowsPointDownOnlyAndDoorsDoNotKnowEachOther() {
    List<ArchRule> rules = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (List<String> floor : FLOORS) {
      for (String itself : floor) {
        rules.add(
            classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat(
                    resideOutsideOfPackage("io.aval..")
                        .or(resideInAnyPackage(below.toArray(String[]::new)))
                        .or(resideInAnyPackage(itself)))
                .allowEmptyShould(true));
      }
      below.addAll(floor);
    }
    CompositeArchRule.of(rules).check(CLASSES);
  }

  @Test
  void everyThirdPartyApiHasItsOwners() {
    List<ArchRule> rules = new ArrayList<>();
    OWNERS.forEach(
        (api, owners) ->
            rules.add(
                noClasses()
                    .that()
                    .resideOutsideOfPackages(owners.toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(api)));
    CompositeArchRule.of(rules).check(CLASSES);
  }

  @Test
  void noAnnotationOfJacksonIsUsed() {
    // WildFly looks for one in every jar of a WAR, and if it finds one it takes JSON Binding away
    // from the whole application (WFLYRS0018).
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson.annotation..")
        .check(CLASSES);
  }

  @Test
  void configurationAndCommandLineNeedOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.aval.config")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "javax..", "org.jspecify..", "io.aval..") // the floors bound io.aval
        .check(CLASSES);
    classes()
        .that()
        .resideInAPackage("io.aval.internal.cli")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax..",
            "com.sun.net.httpserver..", // of the JDK, too
            "org.jspecify..",
            "io.aval..",
            "picocli..")
        .check(CLASSES);
  }

  @Test
  void theCommandLineRunsWithoutAServer() {
    noClasses()
        .that()
        .resideInAPackage("io.aval.internal.cli")
        .should()
        .transitivelyDependOnClassesThat(
            resideInAnyPackage("jakarta..", "liquibase..")
                // An annotation of IdentityException, which without its class is none.
                .and(resideOutsideOfPackage("jakarta.ejb..")))
        .check(CLASSES);
  }

  @Test
  void publicSignaturesMentionNothingInternal() {
    classes()
        .that()
        .resideOutsideOfPackage("io.aval.internal..")
        .and()
        .arePublic()
        .should(new ExposeNothing(resideInAnyPackage("io.aval.internal..", "org.jose4j..")))
        .check(CLASSES);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    List.of(
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource",
            "jakarta.ws.rs.core.Context",
            "jakarta.ejb.EJB",
            "jakarta.persistence.PersistenceContext")
        .forEach(annotation -> noFields().should().beAnnotatedWith(annotation).check(CLASSES));
  }

  /**
   * What threads share and replace whole may be {@code volatile}; the rest that changes is named.
   */
  @Test
  void everyFieldIsFinalOrItsChangeIsInTheOpen() {
    ArchRule finalOrVolatile =
        fields()
            .that()
            .areDeclaredInClassesThat(
                new DescribedPredicate<JavaClass>("are not listed as changing") {
                  @Override
                  public boolean test(JavaClass type) {
                    return Stream.of(REQUEST_SCOPED_HOLDERS, SHORT_LIVED, GUARDED)
                        .noneMatch(list -> list.contains(type.getName()));
                  }
                })
            .and(
                new DescribedPredicate<JavaField>("are no options of a command") {
                  @Override
                  public boolean test(JavaField field) {
                    return WRITTEN_BY_PICOCLI.stream().noneMatch(field::isAnnotatedWith);
                  }
                })
            .should()
            .beFinal()
            .orShould()
            .haveModifier(JavaModifier.VOLATILE);
    ArchRule nothingStaticChanges = fields().that().areStatic().should().beFinal();
    ArchRule volatileIsPrivate =
        fields()
            .that()
            .haveModifier(JavaModifier.VOLATILE)
            .should()
            .bePrivate()
            .allowEmptyShould(true);
    CompositeArchRule.of(List.of(finalOrVolatile, nothingStaticChanges, volatileIsPrivate))
        .check(CLASSES);
  }

  @Test
  void onlyCompositionRootsReadTheClock() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.aval.internal.cdi", "io.aval.internal.servlet", "io.aval.internal.cli")
        .and()
        // Put the parts together for programs that have no container to do it.
        .doNotHaveFullyQualifiedName("io.aval.client.TokenSourceBuilder")
        .and()
        .doNotHaveFullyQualifiedName("io.aval.client.SocketAuth")
        .should()
        .accessTargetWhere(readsTheClock())
        .check(CLASSES);
  }

  @Test
  void onlySystemLoggerLogs() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.aval.internal.cli.QuietLogs") // which only turns logs down
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "org.slf4j..",
            "org.apache.logging..",
            "org.apache.commons.logging..",
            "org.jboss.logging..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.aval.internal.cli")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Manager|Helper|Impl)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveSimpleNameStartingWith("Default")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    return new DescribedPredicate<>("the clock is read, which is injected elsewhere") {
      @Override
      public boolean test(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        return (owner.getPackageName().equals("java.time") && name.equals("now"))
            || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
            || (owner.isEquivalentTo(Clock.class)
                && (name.startsWith("system") || name.startsWith("tick")))
            || (owner.isEquivalentTo(Date.class)
                && name.equals("<init>")
                && access.getTarget().getFullName().endsWith("<init>()"));
      }
    };
  }
}
