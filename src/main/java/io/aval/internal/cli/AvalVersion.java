package io.aval.internal.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, from the manifest of the jar that runs. */
final class AvalVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = AvalVersion.class.getPackage().getImplementationVersion();
    return new String[] {"aval " + Optional.ofNullable(version).orElse("(not packaged)")};
  }
}
