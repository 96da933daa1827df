package org.openbloctel.server.platform.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;

/** The texts of a command that runs without the server, in French or English. Immutable. */
public final class CommandText {
    private final boolean french;
    private final ResourceBundle bundle;

    /**
     * The texts of a bundle.
     *
     * @param bundle the name of its folder below {@code i18n}
     * @param language French, or English for any other
     */
    public CommandText(String bundle, String language) {
        this.french = language.startsWith("fr");
        String name = "/i18n/" + bundle + "/messages_" + (french ? "fr" : "en") + ".properties";
        try (InputStream in = Objects.requireNonNull(CommandText.class.getResourceAsStream(name), name)) {
            this.bundle = new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with its placeholders {@code {0}}, {@code {1}}… filled. */
    public String say(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return french ? Typesetting.french(text) : text;
    }

    /** A whole number as the language groups it. */
    public String number(long value) {
        return french ? String.format(Locale.FRANCE, "%,d", value) : String.format(Locale.ENGLISH, "%,d", value);
    }
}
