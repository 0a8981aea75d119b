package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval issuer}: an issuer of one's own. */
@Command(name = "issuer", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class IssuerCommand {}
