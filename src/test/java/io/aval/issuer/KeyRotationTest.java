package io.aval.issuer;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** On files: forty keys take their time. */
@Tag("real-parts")
class KeyRotationTest extends KeyRotationContract {
  @TempDir Path directory;

  @Override
  SigningKeys node() {
    return SigningKeys.inFile(directory.resolve("keys.p12"), PASSWORD, ROTATION, clock);
  }
}
