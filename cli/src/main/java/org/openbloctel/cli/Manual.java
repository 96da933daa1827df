package org.openbloctel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pages for {@code man}: one of the program and one of each command, of the words that {@code --help} prints. */
final class Manual {
    private final Messages messages;
    private final List<Command> commands;
    private final String version;

    Manual(Messages messages, List<Command> commands, String version) {
        this.messages = messages;
        this.commands = commands;
        this.version = version;
    }

    /** The pages by their names, such as {@code bloctel-list-build}. */
    Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("bloctel", program());
        commands.forEach(command -> pages.put(name(command), page(command)));
        return pages;
    }

    private static String name(Command command) {
        return "bloctel-" + command.name().replace(' ', '-');
    }

    private String program() {
        StringBuilder page = head("bloctel", messages.get("program.about"));
        section(page, "synopsis");
        page.append(escaped("bloctel " + messages.get("help.command") + " ...")).append('\n');
        section(page, "description");
        paragraph(page, messages.get("program.about"));
        paragraph(page, messages.get("help.of-command"));
        section(page, "commands");
        commands.forEach(command -> entry(page, name(command) + "(1)", messages.get(command.name() + ".about")));
        section(page, "options");
        entry(page, "--help", messages.get("help.help"));
        entry(page, "--version", messages.get("help.version"));
        entry(page, "--lang fr|en", messages.get("help.lang"));
        examples(page, "program.examples");
        exitStatus(page);
        return page.toString();
    }

    private String page(Command command) {
        StringBuilder page = head(name(command), messages.get(command.name() + ".about"));
        section(page, "synopsis");
        page.append(escaped(Help.synopsis(command))).append('\n');
        section(page, "description");
        paragraph(page, messages.get(command.name() + ".about"));
        if (messages.has(command.name() + ".more")) {
            paragraph(page, messages.get(command.name() + ".more"));
        }
        section(page, "options");
        if (!command.parameter().isEmpty()) {
            entry(page, command.parameter(), messages.get(command.name() + ".parameter"));
        }
        command.options()
                .forEach(option -> entry(page, Help.term(option), messages.get(command.name() + "." + option.name())));
        entry(page, "--help", messages.get("help.help"));
        entry(page, "--lang fr|en", messages.get("help.lang"));
        examples(page, command.name() + ".examples");
        if (!ServerCommand.ALL.contains(command)) {
            exitStatus(page);
        }
        section(page, "also");
        page.append("bloctel(1)\n");
        return page.toString();
    }

    private StringBuilder head(String name, String about) {
        StringBuilder page = new StringBuilder(
                ".TH \"%s\" 1 \"\" \"OpenBloctel %s\" \"\"\n".formatted(name.toUpperCase(Locale.ROOT), version));
        section(page, "name");
        return page.append(escaped(name)).append(" \\- ").append(escaped(about)).append('\n');
    }

    private void section(StringBuilder page, String key) {
        page.append(".SH \"")
                .append(messages.get("man." + key).toUpperCase(Locale.FRENCH))
                .append("\"\n");
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append(".PP\n").append(escaped(text)).append('\n');
    }

    private static void entry(StringBuilder page, String term, String text) {
        page.append(".TP\n.B ")
                .append(escaped(term))
                .append('\n')
                .append(escaped(text))
                .append('\n');
    }

    private void examples(StringBuilder page, String key) {
        section(page, "examples");
        page.append(".nf\n").append(escaped(messages.get(key))).append("\n.fi\n");
    }

    private void exitStatus(StringBuilder page) {
        section(page, "exit-status");
        paragraph(page, messages.get("help.exit-codes"));
    }

    /** As roff reads it: a backslash, a hyphen that is copied, and a sign that would begin a request at a line's begin. */
    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
