package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval token}: what a token is worth. */
@Command(name = "token", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {}
