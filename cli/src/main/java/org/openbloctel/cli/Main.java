package org.openbloctel.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The program's entry: finds the language and the command, and ends with an exit code. */
public final class Main {
    static final String LANGUAGE = "lang";

    private static final int BUFFER = 1 << 14;

    private final Terminal terminal;
    private final Messages messages;
    private final List<Command> commands;
    private final Failures failures;

    Main(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
        this.failures = new Failures(terminal, messages);
        List<Command> all = new ArrayList<>(List.of(
                new ScrubCommand(terminal, messages),
                new LookCommand(terminal, messages),
                new CheckCommand(terminal, messages),
                new MayCallCommand(terminal, messages),
                new SubmitCommand(terminal, messages),
                new WatchCommand(terminal, messages),
                new OpenCommand(terminal, messages),
                new KeygenCommand(terminal, messages),
                new VerifyCommand(terminal, messages),
                new AgiCommand(terminal, messages)));
        all.addAll(ServerCommand.ALL);
        all.addAll(List.of(
                new ListBuildCommand(terminal, messages),
                new ListInfoCommand(terminal, messages),
                new ListChangeCommand(terminal, messages),
                new CompletionCommand(terminal, messages, () -> this.commands())));
        this.commands = List.copyOf(all);
    }

    List<Command> commands() {
        return commands;
    }

    /** Runs the command line and exits. */
    public static void main(String[] args) {
        // Always UTF-8, not the system's encoding: a bare container has no locale, and names have accents.
        PrintStream out = new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean interactive = Boolean.getBoolean("bloctel.terminal");
        Terminal terminal =
                new Terminal(new FileInputStream(FileDescriptor.in), out, err, Clock.systemUTC(), interactive);
        int code = run(args, terminal, Locale.getDefault());
        // Nothing is left to do: exiting at once saves the time of an orderly shutdown.
        Runtime.getRuntime().halt(code);
    }

    /** Runs the command line; returns the exit code. */
    static int run(String[] args, Terminal terminal, Locale system) {
        int code = new Main(terminal, Messages.of(args, system)).run(withoutLanguage(args));
        // Results that did not reach their reader were not delivered.
        return terminal.out().checkError() && code == ExitCode.DONE ? ExitCode.OUTPUT : code;
    }

    /** The words without a leading {@code --lang}, which may stand before the command. */
    private static String[] withoutLanguage(String[] args) {
        if (args.length >= 2 && args[0].equals("--" + LANGUAGE)) {
            return Arrays.copyOfRange(args, 2, args.length);
        }
        boolean leads = args.length >= 1 && args[0].startsWith("--" + LANGUAGE + "=");
        return leads ? Arrays.copyOfRange(args, 1, args.length) : args;
    }

    private int run(String[] args) {
        Help help = new Help(messages, commands);
        if (args.length == 0) {
            help.program(terminal.err());
            return ExitCode.USAGE;
        }
        if (isHelp(args[0]) || (args.length == 1 && args[0].equals("help"))) {
            help.program(terminal.out());
            return ExitCode.DONE;
        }
        if (args[0].equals("help")) {
            String[] words = Arrays.copyOfRange(args, 1, args.length + 1);
            words[words.length - 1] = "--help";
            return run(words);
        }
        if (args[0].equals("version") || args[0].equals("--version") || args[0].equals("-V")) {
            String version = Main.class.getPackage().getImplementationVersion();
            terminal.out().println("bloctel " + (version == null ? "" : version));
            return ExitCode.DONE;
        }
        for (Command command : commands) {
            String[] words = command.name().split(" ", -1);
            if (args.length >= words.length && Arrays.equals(args, 0, words.length, words, 0, words.length)) {
                return run(command, Arrays.copyOfRange(args, words.length, args.length), help);
            }
        }
        return unknownCommand(args);
    }

    @SuppressWarnings("IllegalCatch") // the last door: what comes through is a bug, shown as one
    private int run(Command command, String[] words, Help help) {
        if (Arrays.stream(words).anyMatch(Main::isHelp)) {
            help.command(terminal.out(), command);
            return ExitCode.DONE;
        }
        try {
            return command.run(Arguments.read(command, words));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            int code = failures.report(e);
            if (code == ExitCode.USAGE) {
                failures.say(messages.get("error.usage.help", "bloctel " + command.name()));
            }
            return code;
        }
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h");
    }

    private int unknownCommand(String[] args) {
        boolean group = commands.stream().anyMatch(c -> c.name().startsWith(args[0] + " "));
        String written = group && args.length > 1 ? args[0] + " " + args[1] : args[0];
        if (group && (args.length == 1 || isHelp(args[1]))) {
            Help help = new Help(
                    messages,
                    commands.stream()
                            .filter(c -> c.name().startsWith(args[0] + " "))
                            .toList());
            help.program(args.length == 1 ? terminal.err() : terminal.out());
            return args.length == 1 ? ExitCode.USAGE : ExitCode.DONE;
        }
        String near =
                Suggestion.of(written, commands.stream().map(Command::name).toList());
        failures.say(
                near.isEmpty()
                        ? messages.get("error.usage.unknown", written)
                        : messages.get("error.usage.unknown.suggest", written, near));
        failures.say(messages.get("error.usage.help", "bloctel"));
        return ExitCode.USAGE;
    }
}
