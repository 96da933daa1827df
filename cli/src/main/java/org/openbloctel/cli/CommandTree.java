package org.openbloctel.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The tree of commands, put together by hand so that each gets what it needs. */
final class CommandTree {
    private CommandTree() {}

    static CommandLine build(Terminal terminal, Messages messages) {
        CommandLine lists = new CommandLine(new ListCommand())
                .addSubcommand(new ListBuildCommand(terminal, messages))
                .addSubcommand(new ListInfoCommand(terminal, messages))
                .addSubcommand(new ListChangeCommand(terminal, messages));
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new ScrubCommand(terminal, messages))
                .addSubcommand(lists)
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal));
        root.setResourceBundle(messages.bundle());
        root.setOut(writer(terminal.out()));
        root.setErr(writer(terminal.err()));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.interactive() && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF));
        root.setUsageHelpWidth(100);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
