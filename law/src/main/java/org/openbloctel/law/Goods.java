package org.openbloctel.law;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goods or services in words, as they are compared: without case, accents, punctuation and articles. Made once where a text is read, so
 * that a comparison allocates nothing. Immutable.
 *
 * @param words what is compared; empty for nothing, which is the same as nothing
 */
public record Goods(String words) {
    /** None are named. */
    public static final Goods NONE = new Goods("");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern ELIDED = Pattern.compile("(?<![\\p{L}\\p{N}])[ld]['’ʼ`]");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> ARTICLES = Set.of("le", "la", "les", "un", "une", "des", "du", "de", "the", "an");

    /** The goods that a text names. */
    public static Goods of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        String letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae");
        List<String> words = new ArrayList<>();
        for (String word : GAPS.split(ELIDED.matcher(letters).replaceAll(" "), -1)) {
            boolean leadingArticle = words.isEmpty() && word.equals("a");
            if (!word.isEmpty() && !leadingArticle && !ARTICLES.contains(word)) {
                words.add(word);
            }
        }
        return words.isEmpty() ? NONE : new Goods(String.join(" ", words));
    }

    /** True where both name the same goods; two that name none are not the same. */
    boolean sameAs(Goods other) {
        return !words.isEmpty() && words.equals(other.words);
    }
}
