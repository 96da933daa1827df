package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/** The words of the program in one language: French or English. */
final class Messages {
    /** The JDK's names would have to be loaded for it, some milliseconds of a start. */
    private static final List<String> MONTHS = List.of(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre");

    private final Locale locale;
    private final ResourceBundle bundle;

    private Messages(Locale locale) {
        this.locale = locale;
        this.bundle = bundle("messages_" + locale.getLanguage() + ".properties");
    }

    /** By its name: the JDK's search for what might fit opens every jar there is, some 15 ms of a start. */
    private static ResourceBundle bundle(String name) {
        try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name)) {
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** French for {@code --lang fr} or a French system, else English. */
    static Messages of(String[] args, Locale system) {
        String language = system.getLanguage();
        List<String> words = List.of(args);
        int at = words.indexOf("--lang");
        if (at >= 0 && at + 1 < words.size()) {
            language = words.get(at + 1);
        }
        for (String word : words) {
            if (word.startsWith("--lang=")) {
                language = word.substring("--lang=".length());
            }
        }
        return new Messages(language.startsWith("fr") ? Locale.FRANCE : Locale.ENGLISH);
    }

    boolean french() {
        return locale.equals(Locale.FRANCE);
    }

    boolean has(String key) {
        return bundle.containsKey(key.replace(' ', '.'));
    }

    /** The message with its placeholders {@code {0}}, {@code {1}}… filled; no other syntax. Days and instants are written as {@link #date} does. */
    String get(String key, Object... arguments) {
        String text = bundle.getString(key.replace(' ', '.'));
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace(
                    "{" + i + "}", arguments[i] instanceof Temporal time ? date(time) : String.valueOf(arguments[i]));
        }
        return text;
    }

    /**
     * A day or a moment, an instant on the clocks of France: in French as people write it, {@code 1er décembre 2026 à 14 h 05}, in English by
     * ISO 8601.
     */
    String date(Temporal time) {
        if (!french()) {
            return time.toString();
        }
        Temporal local = time instanceof Instant instant ? instant.atZone(ZoneId.of("Europe/Paris")) : time;
        LocalDate day = LocalDate.from(local);
        String text = day.getDayOfMonth() + (day.getDayOfMonth() == 1 ? "er" : "") + "\u00a0"
                + MONTHS.get(day.getMonthValue() - 1) + " " + day.getYear();
        if (!local.isSupported(ChronoField.MINUTE_OF_HOUR)) {
            return text;
        }
        int minute = local.get(ChronoField.MINUTE_OF_HOUR);
        return text + " à\u00a0" + local.get(ChronoField.HOUR_OF_DAY) + "\u00a0h\u00a0" + minute / 10 + minute % 10;
    }

    /** A whole number as the language groups it: {@code 1 234 567} or {@code 1,234,567}. */
    String number(long value) {
        String digits = Long.toString(value);
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(french() ? '\u202f' : ',');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    /** A share in percent with one decimal, never rounded to 0 or 100 when it is not. */
    String percent(long part, long whole) {
        long thousandths = whole == 0 ? 0 : Math.round(part * 1000.0 / whole);
        if (part > 0 && thousandths == 0) {
            thousandths = 1;
        }
        if (part < whole && thousandths == 1000) {
            thousandths = 999;
        }
        String text = thousandths / 10 + (french() ? "," : ".") + thousandths % 10;
        return french() ? text + "\u00a0%" : text + "%";
    }
}
