package org.openbloctel.cli;

/** {@code bloctel audit accept-restore}, for the help and the completion alone, as {@link ServeCommand}: the server's program does it. */
final class AuditAcceptRestoreCommand extends Command {
    AuditAcceptRestoreCommand() {
        super(
                "audit accept-restore",
                "",
                OptionSpec.required("as", "ADDRESS"),
                OptionSpec.optional("data", "DIR"),
                OptionSpec.optional("db", "JDBC_URL"),
                OptionSpec.optional("config", "FILE"));
    }

    @Override
    int run(Arguments arguments) {
        throw new Failure(ExitCode.USAGE, "error.serve");
    }
}
