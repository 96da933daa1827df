package org.openbloctel.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bloctel} alone: asks for a command. */
@Command(name = "bloctel", versionProvider = Version.class)
@SuppressWarnings("UnusedVariable") // picocli acts on --version by itself
final class RootCommand extends CommonOptions implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true)
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command");
    }
}
