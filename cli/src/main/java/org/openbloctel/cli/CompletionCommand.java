package org.openbloctel.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bloctel completion}: prints the script that completes commands and options in bash and zsh. */
@Command(name = "completion")
final class CompletionCommand extends CommonOptions implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash("bloctel", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
