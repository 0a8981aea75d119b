package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval auth}: whom the application trusts. */
@Command(
    name = "auth",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AuthAddCommand.class,
      AuthListCommand.class,
      AuthRemoveCommand.class,
      AuthCheckCommand.class
    })
final class AuthCommand {}
