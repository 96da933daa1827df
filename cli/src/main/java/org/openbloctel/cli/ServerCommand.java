package org.openbloctel.cli;

import java.util.List;

/**
 * A command of the server's program, for the help and the completion alone: the launcher {@code bloctel} starts that program itself, and comes
 * here only for {@code --help}.
 */
final class ServerCommand extends Command {
    static final List<Command> ALL = List.of(
            new ServerCommand(
                    "serve",
                    "",
                    OptionSpec.flag("demo"),
                    OptionSpec.optional("port", "N"),
                    OptionSpec.optional("data", "DIR"),
                    OptionSpec.optional("db", "JDBC_URL"),
                    OptionSpec.optional("config", "FILE"),
                    OptionSpec.flag("settings"),
                    OptionSpec.flag("rotate-master-key"),
                    OptionSpec.flag("reseal-numbers")),
            new ServerCommand(
                    "doctor",
                    "",
                    OptionSpec.optional("data", "DIR"),
                    OptionSpec.optional("db", "JDBC_URL"),
                    OptionSpec.optional("config", "FILE"),
                    OptionSpec.flag("deep"),
                    OptionSpec.flag("json")),
            new ServerCommand(
                    "backup",
                    "DIR",
                    OptionSpec.optional("data", "DIR"),
                    OptionSpec.optional("db", "JDBC_URL"),
                    OptionSpec.optional("config", "FILE")),
            new ServerCommand(
                    "restore",
                    "DIR",
                    OptionSpec.optional("data", "DIR"),
                    OptionSpec.optional("db", "JDBC_URL"),
                    OptionSpec.optional("config", "FILE")),
            new ServerCommand(
                    "audit accept-restore",
                    "",
                    OptionSpec.required("as", "ADDRESS"),
                    OptionSpec.optional("data", "DIR"),
                    OptionSpec.optional("db", "JDBC_URL"),
                    OptionSpec.optional("config", "FILE")));

    private ServerCommand(String name, String parameter, OptionSpec... options) {
        super(name, parameter, options);
    }

    @Override
    int run(Arguments arguments) {
        throw new Failure(ExitCode.USAGE, "error.serve");
    }
}
