package org.openbloctel.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Help pages, put together from a command's description and the message bundles. */
final class Help {
    private static final int WIDTH = 100;
    private static final int OPTION_WIDTH = 24;

    private final Messages messages;
    private final List<Command> commands;

    Help(Messages messages, List<Command> commands) {
        this.messages = messages;
        this.commands = commands;
    }

    /** The page of the program: its commands. */
    void program(PrintStream out) {
        wrapped(out, "", messages.get("program.about"));
        out.println();
        out.println(messages.get("help.usage") + " bloctel " + messages.get("help.command") + " ...");
        out.println();
        out.println(messages.get("help.commands"));
        for (Command command : commands) {
            entry(out, command.name(), messages.get(command.name() + ".about"));
        }
        out.println();
        out.println(messages.get("help.options"));
        entry(out, "--help", messages.get("help.help"));
        entry(out, "--version", messages.get("help.version"));
        entry(out, "--lang fr|en", messages.get("help.lang"));
        out.println();
        wrapped(out, "", messages.get("help.of-command"));
        examples(out, "program.examples");
        out.println();
        wrapped(out, "", messages.get("help.exit-codes"));
    }

    /** The page of one command. */
    void command(PrintStream out, Command command) {
        wrapped(out, "", messages.get(command.name() + ".about"));
        out.println();
        wrapped(out, "    ", messages.get("help.usage") + " " + synopsis(command));
        if (messages.has(command.name() + ".more")) {
            out.println();
            wrapped(out, "", messages.get(command.name() + ".more"));
        }
        out.println();
        if (!command.parameter().isEmpty()) {
            entry(out, command.parameter(), messages.get(command.name() + ".parameter"));
            out.println();
        }
        out.println(messages.get("help.options"));
        for (OptionSpec option : command.options()) {
            entry(out, term(option), messages.get(command.name() + "." + option.name()));
        }
        entry(out, "--help", messages.get("help.help"));
        entry(out, "--lang fr|en", messages.get("help.lang"));
        examples(out, command.name() + ".examples");
    }

    static String synopsis(Command command) {
        List<String> words = new ArrayList<>();
        words.add("bloctel " + command.name());
        if (!command.parameter().isEmpty()) {
            words.add(command.parameter());
        }
        for (OptionSpec option : command.options()) {
            words.add(option.required() ? written(option) : "[" + written(option) + "]");
        }
        return String.join(" ", words);
    }

    /** An option as its entry names it. */
    static String term(OptionSpec option) {
        return (option.letter() == null ? "" : "-" + option.letter() + ", ") + written(option);
    }

    private static String written(OptionSpec option) {
        return "--" + option.name() + (option.value().isEmpty() ? "" : " " + option.value());
    }

    private void examples(PrintStream out, String key) {
        out.println();
        out.println(messages.get("help.examples"));
        for (String example : messages.get(key).split("\n", -1)) {
            out.println("  " + example);
        }
    }

    private static void entry(PrintStream out, String term, String text) {
        String head = "  " + term;
        String gap = head.length() < OPTION_WIDTH ? " ".repeat(OPTION_WIDTH - head.length()) : "  ";
        wrapped(out, " ".repeat(OPTION_WIDTH), head + gap + text);
    }

    /** Prints a paragraph, broken at blanks; lines behind the first are indented. */
    static void wrapped(PrintStream out, String indent, String text) {
        String rest = text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent.length()) {
                break;
            }
            out.println(rest.substring(0, cut).stripTrailing());
            rest = indent + rest.substring(cut + 1);
        }
        out.println(rest);
    }
}
