package org.openbloctel.server.platform.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;

/**
 * The figures of a held file in words, for pages, files and mails: {@code FRESH 700 > 400} is how many numbers are new and how many were
 * left. A code without words is shown as it is stored.
 *
 * @param locale of the reader
 */
public record HoldFigures(MessageSource texts, Locale locale) {
    private static final String KEY = "submission.hold.figure.";

    /** A figure and the limit that it reached, or passed. */
    private static final Pattern LIMIT = Pattern.compile("([A-Z]+) (\\d{1,18})(?: %)? >=? (\\d{1,18})(?: %)?");

    /** Written by earlier releases: the budget where the limit stands, and then what was left. */
    private static final Pattern BUDGET_AS_LIMIT = Pattern.compile("(FRESH \\d+) > \\d+; LEFT (\\d+)");

    private static final Pattern COUNT = Pattern.compile("([A-Z]+) (\\d{1,18})");

    /**
     * Each figure in words.
     *
     * @param kind why the file is held
     * @param figures as they are stored, parted by semicolons or commas
     */
    public List<String> of(String kind, String figures) {
        return Arrays.stream(
                        BUDGET_AS_LIMIT.matcher(figures).replaceFirst("$1 > $2").split("[;,] +", -1))
                .filter(figure -> !figure.isEmpty())
                .map(figure -> figure(kind, figure))
                .toList();
    }

    private String figure(String kind, String figure) {
        Matcher limit = LIMIT.matcher(figure);
        if (limit.matches()) {
            return said(limit.group(1) + ".limit", figure, Long.valueOf(limit.group(2)), Long.valueOf(limit.group(3)));
        }
        Matcher count = COUNT.matcher(figure);
        if (count.matches()) {
            return said(count.group(1) + "." + kind, plain(figure), Long.valueOf(count.group(2)));
        }
        return plain(figure);
    }

    private String plain(String figure) {
        String code = figure.split(" ", 2)[0];
        return said(code, code) + figure.substring(code.length());
    }

    private String said(String key, String otherwise, Object... arguments) {
        return String.valueOf(texts.getMessage(KEY + key, arguments, otherwise, locale));
    }
}
