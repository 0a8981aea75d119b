package io.aval.testing.issuers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All issuers of {@code src/test/resources/issuers}, read once, with keys made once. */
public final class IssuerShapes {
  /** Where the folders of the issuers are. */
  static final Path FOLDER = Path.of("src", "test", "resources", "issuers");

  private static final List<IssuerShape> ALL = folders().stream().map(IssuerShape::read).toList();

  private IssuerShapes() {}

  /** Every issuer, in the order of the folders' names. */
  public static List<IssuerShape> all() {
    return ALL;
  }

  /** Every token of an issuer, and every accepted one once more for each thing that may be off. */
  public static List<TokenCase> cases(IssuerShape issuer) {
    return issuer.tokens().stream().flatMap(shape -> cases(issuer, shape)).toList();
  }

  private static Stream<TokenCase> cases(IssuerShape issuer, TokenShape shape) {
    Stream<TokenCase> asItIs = Stream.of(new TokenCase(issuer, shape, Optional.empty()));
    return shape.refused().isPresent()
        ? asItIs
        : Stream.concat(
            asItIs,
            Deviation.of(issuer, shape).map(off -> new TokenCase(issuer, shape, Optional.of(off))));
  }

  static List<Path> folders() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
