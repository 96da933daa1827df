package org.openbloctel.cli;

/**
 * {@code bloctel serve}, for the help and the completion alone: the launcher {@code bloctel} starts the server itself and never
 * comes here, but for {@code --help}.
 */
final class ServeCommand extends Command {
    ServeCommand() {
        super(
                "serve",
                "",
                OptionSpec.flag("demo"),
                OptionSpec.optional("port", "N"),
                OptionSpec.optional("data", "DIR"),
                OptionSpec.optional("db", "JDBC_URL"),
                OptionSpec.optional("config", "FILE"),
                OptionSpec.flag("settings"),
                OptionSpec.flag("rotate-master-key"),
                OptionSpec.flag("reseal-numbers"));
    }

    @Override
    int run(Arguments arguments) {
        throw new Failure(ExitCode.USAGE, "error.serve");
    }
}
