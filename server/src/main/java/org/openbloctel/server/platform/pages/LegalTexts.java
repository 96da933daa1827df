package org.openbloctel.server.platform.pages;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Statement;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * What the law of today says, under the keys of messages: {@code statement.text.ID}, {@code statement.cited.ID} with the article
 * behind it, {@code statement.article.ID}, {@code statement.rule.ID}. Empty where the law of today has nothing to say; null for an id that
 * does not exist, as a bundle does for a key. Thread-safe.
 */
record LegalTexts(LawBook law, InstantSource clock) {
    private static final String PREFIX = "statement.";

    /** Whether this is a key of such a text. */
    static boolean knows(String key) {
        return key.startsWith(PREFIX);
    }

    /** The text under a key. */
    @Nullable
    String say(String key, Locale locale) {
        int dot = key.indexOf('.', PREFIX.length());
        if (dot < 0) {
            return null;
        }
        String id = key.substring(dot + 1);
        if (law.statements().stream().noneMatch(statement -> statement.id().equals(id))) {
            return null;
        }
        LocalDate today = LegalCalendar.today(clock);
        Statement.Version version = law.statement(id, today).orElse(null);
        return version == null ? "" : part(key.substring(PREFIX.length(), dot), version, today, locale);
    }

    private @Nullable String part(String name, Statement.Version version, LocalDate today, Locale locale) {
        return switch (name) {
            case "text" -> set(version.text().in(locale), locale);
            case "article" -> article(version, today);
            case "cited" -> set(version.text().in(locale), locale) + " (" + article(version, today) + ")";
            case "rule" -> version.rules().getFirst();
            default -> null;
        };
    }

    /** Articles are French in either language. */
    private String article(Statement.Version version, LocalDate today) {
        return Typesetting.french(law.article(version, today));
    }

    private static String set(String text, Locale locale) {
        return locale.getLanguage().equals("fr") ? Typesetting.french(text) : Typesetting.english(text);
    }
}
