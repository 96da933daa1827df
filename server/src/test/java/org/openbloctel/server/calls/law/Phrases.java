package org.openbloctel.server.calls.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Phrases that tell the law of some regimes only, and where a text has one that is not of its own. */
final class Phrases {
    private static final Path FILE = Path.of("src/test/resources/law/phrases.txt");

    private final List<Phrase> phrases;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /**
     * A phrase.
     *
     * @param regimes whose law it tells
     * @param example what it must be found in
     */
    record Phrase(Set<String> regimes, Pattern pattern, String example) {}

    static Phrases read() {
        List<Phrase> phrases = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                if (!line.startsWith("#")) {
                    int first = line.indexOf(" | ");
                    int last = line.lastIndexOf(" | ");
                    phrases.add(new Phrase(
                            Set.of(line.substring(0, first).strip().split(" ")),
                            Pattern.compile(
                                    line.substring(first + 3, last),
                                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
                            line.substring(last + 3)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Phrases(phrases);
    }

    List<Phrase> all() {
        return phrases;
    }

    /** The phrases of other regimes that a text has. */
    List<String> strange(String text, String regime) {
        String plain = plain(text);
        return phrases.stream()
                .filter(phrase -> !phrase.regimes().contains(regime))
                .filter(phrase -> phrase.pattern().matcher(plain).find())
                .map(phrase -> phrase.pattern().pattern())
                .toList();
    }

    /** The phrases of any regime that a text has: one without a date may have none. */
    List<String> any(String text) {
        return strange(text, "none");
    }

    /** What a reader sees of a page, apart from what says its own dates. */
    static String plain(String html) {
        return html.replaceAll("(?s)<(\\w+)[^>]*\\bdata-dated\\b.*?</\\1>", " ")
                .replaceAll("(?s)<(script|style|head)\\b.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ")
                .replace('\u00a0', ' ')
                .replace("&#39;", "’")
                .replaceAll("\\s+", " ");
    }
}
