package org.openbloctel.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine;

/** The program's entry: finds the language, hands the command line to its command, and ends with an exit code. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits. */
    public static void main(String[] args) {
        // Always UTF-8, whatever the system says: a bare container has no locale, and names have accents.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean interactive = Boolean.getBoolean("bloctel.terminal");
        Terminal terminal =
                new Terminal(new FileInputStream(FileDescriptor.in), out, err, Clock.systemUTC(), interactive);
        int code = run(args, terminal, Locale.getDefault());
        out.flush();
        // Nothing is left to do: exiting at once saves the time of an orderly shutdown.
        Runtime.getRuntime().halt(code);
    }

    /** Runs the command line; returns the exit code. */
    static int run(String[] args, Terminal terminal, Locale system) {
        Messages messages = Messages.of(args, system);
        CommandLine commandLine = CommandTree.build(terminal, messages);
        Failures failures = new Failures(terminal, messages);
        commandLine.setParameterExceptionHandler(failures::usage);
        commandLine.setExecutionExceptionHandler((e, at, parsed) -> failures.execution(e));
        int code = commandLine.execute(args);
        if (terminal.out().checkError() && code == ExitCode.DONE) {
            return ExitCode.OUTPUT;
        }
        return code;
    }
}
