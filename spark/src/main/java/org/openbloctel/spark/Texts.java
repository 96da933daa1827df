package org.openbloctel.spark;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.list.UntrustedListException;

/** The sentences of the job, in French on a French system, else in English. */
final class Texts {
    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    static Texts of(Locale locale) {
        Locale language = locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        return new Texts(ResourceBundle.getBundle(
                "org.openbloctel.spark.messages",
                language,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** The sentence with its placeholders {@code {0}}, {@code {1}}… filled. */
    String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    /** What is wrong with a call file. */
    String fault(String file, Fault fault, List<String> details) {
        String first = details.isEmpty() ? "" : details.get(0);
        String rest = String.join(", ", details.subList(Math.min(1, details.size()), details.size()));
        return get(key("error.file.", fault), file, String.join(", ", details), first, rest);
    }

    /** What is wrong with a list. */
    String fault(UntrustedListException e) {
        return get(key("error.list.", e.fault()), e.file());
    }

    private static String key(String prefix, Enum<?> fault) {
        return prefix + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
