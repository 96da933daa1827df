package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/** The words of the program in one language: French or English. */
final class Messages {
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

    /** The message with its placeholders {@code {0}}, {@code {1}}… filled; no other syntax. */
    String get(String key, Object... arguments) {
        String text = bundle.getString(key.replace(' ', '.'));
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
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
