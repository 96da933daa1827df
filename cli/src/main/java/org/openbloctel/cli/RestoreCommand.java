package org.openbloctel.cli;

/** {@code bloctel restore}, for the help and the completion alone, as {@link ServeCommand}: the server's program does it. */
final class RestoreCommand extends Command {
    RestoreCommand() {
        super(
                "restore",
                "DIR",
                OptionSpec.optional("data", "DIR"),
                OptionSpec.optional("db", "JDBC_URL"),
                OptionSpec.optional("config", "FILE"));
    }

    @Override
    int run(Arguments arguments) {
        throw new Failure(ExitCode.USAGE, "error.serve");
    }
}
