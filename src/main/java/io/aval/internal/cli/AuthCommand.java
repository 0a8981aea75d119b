package io.aval.internal.cli;

import picocli.CommandLine.Command;

/** {@code aval auth}: whom the application trusts. */
@Command(
    name = "auth",
    description = "Manages the identity providers that the application trusts, in its web.xml.",
    mixinStandardHelpOptions = true,
    subcommands = {AuthAddCommand.class, AuthListCommand.class, AuthRemoveCommand.class})
final class AuthCommand {}
