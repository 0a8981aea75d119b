package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval templates}: from what an issuer mints. */
@Command(name = "templates", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class TemplatesCommand {}
