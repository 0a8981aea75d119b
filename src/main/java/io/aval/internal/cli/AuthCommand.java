package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval auth}: whom the application trusts. */
@Command(
    name = "auth",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class AuthCommand {}
