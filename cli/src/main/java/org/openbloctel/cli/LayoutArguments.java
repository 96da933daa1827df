package org.openbloctel.cli;

import java.util.List;
import java.util.Locale;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Placeholders;

/** What the options {@code --column}, {@code --separator}, {@code --encoding}, {@code --header}, {@code --quotes}, {@code --sheet} and
 * {@code --blank} say. Stateless. */
final class LayoutArguments {
    /** The options, for commands that read call files. */
    static final List<OptionSpec> OPTIONS = List.of(
            OptionSpec.optional("column", "NAME|N"),
            OptionSpec.optional("separator", "C"),
            OptionSpec.optional("encoding", "E"),
            OptionSpec.optional("header", "yes|no"),
            OptionSpec.optional("quotes", "yes|no"),
            OptionSpec.optional("sheet", "NAME|N"),
            OptionSpec.optional("blank", "TEXT"));

    private static final String SERVERS_SEPARATORS = ";,|\t";
    private static final String ENCODINGS =
            "utf-8, windows-1252 (= cp1252, latin1, iso-8859-1, iso-8859-15, ansi), utf-16le (= utf-16), utf-16be";

    private LayoutArguments() {}

    /** For a scrub on this machine. */
    static LayoutOptions read(Arguments arguments) {
        LayoutOptions layout = new LayoutOptions(
                arguments.values("column"),
                arguments.value("separator").map(LayoutArguments::separator),
                arguments.value("encoding").map(LayoutArguments::encoding),
                arguments.yesNo("header"),
                arguments.yesNo("quotes"),
                arguments.value("sheet"));
        return Placeholders.usualAnd(arguments.values("blank"))
                .map(layout::withPlaceholders)
                .orElseThrow(() -> new Failure(ExitCode.USAGE, "error.usage.blank"));
    }

    /** For a server, as parts of a query; a server takes fewer separators. */
    static String query(Arguments arguments) {
        LayoutOptions layout = read(arguments);
        StringBuilder query = new StringBuilder();
        layout.columns().forEach(column -> append(query, "column", column));
        layout.separator().ifPresent(c -> append(query, "separator", serversSeparator(c)));
        layout.encoding().ifPresent(encoding -> append(query, "encoding", encoding.label()));
        layout.header().ifPresent(flag -> append(query, "header", flag ? "yes" : "no"));
        layout.quotes().ifPresent(flag -> append(query, "quotes", flag ? "yes" : "no"));
        layout.sheet().ifPresent(sheet -> append(query, "sheet", sheet));
        layout.placeholders().added().forEach(blank -> append(query, "blank", blank));
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append('&').append(name).append('=').append(Remote.encoded(value));
    }

    private static String serversSeparator(char separator) {
        if (SERVERS_SEPARATORS.indexOf(separator) < 0) {
            throw Arguments.wrong("separator", String.valueOf(separator), "; , | tab");
        }
        return separator == '\t' ? "tab" : String.valueOf(separator);
    }

    private static char separator(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.equals("tab") || word.equals("\\t")) {
            return '\t';
        }
        boolean usable = text.length() == 1 && text.charAt(0) < 0x80 && "\"\r\n".indexOf(text.charAt(0)) < 0;
        if (!usable) {
            throw new Failure(ExitCode.USAGE, "error.usage.separator", text);
        }
        return text.charAt(0);
    }

    private static Encoding encoding(String text) {
        return Encoding.of(text).orElseThrow(() -> Arguments.wrong("encoding", text, ENCODINGS));
    }
}
