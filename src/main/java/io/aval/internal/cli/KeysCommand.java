package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval keys}: what an issuer signs with. */
@Command(name = "keys", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {}
