package org.openbloctel.cli;

/** {@code bloctel doctor}, for the help and the completion alone, as {@link ServeCommand}: the server's program does it. */
final class DoctorCommand extends Command {
    DoctorCommand() {
        super(
                "doctor",
                "",
                OptionSpec.optional("data", "DIR"),
                OptionSpec.optional("db", "JDBC_URL"),
                OptionSpec.optional("config", "FILE"),
                OptionSpec.flag("deep"),
                OptionSpec.flag("json"));
    }

    @Override
    int run(Arguments arguments) {
        throw new Failure(ExitCode.USAGE, "error.serve");
    }
}
