package org.openbloctel.law;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Goods or services in words, as they are compared: without case, accents, articles, and punctuation but + and # (“C++”, “C#”). An article
 * is known as it is written, and another word follows it: neither “thé” nor the end of “formule Un” is one. One alone names nothing. Made once where a text is read,
 * so that a comparison allocates nothing. Immutable.
 *
 * @param words what is compared; empty for nothing, which is the same as nothing
 * @param all the words with the articles: “THE BIO” may be “thé bio”
 */
public record Goods(String words, String all) {
    /** None are named. */
    public static final Goods NONE = new Goods("", "");

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}\\p{M}+#]*[\\p{L}\\p{N}+#][\\p{L}\\p{N}\\p{M}+#]*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern ELIDED =
            Pattern.compile("(?<![\\p{L}\\p{N}])[ld]['’ʼ`](?=[\\p{L}\\p{N}])|^\\s*[ld]['’ʼ`]\\s*$");
    private static final Set<String> ARTICLES = Set.of("le", "la", "les", "un", "une", "des", "du", "de", "the", "an");

    /** The goods that a text names. */
    public static Goods of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        String written = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        List<String> words = words(ELIDED.matcher(written).replaceAll(" "));
        String compared = IntStream.range(0, words.size())
                .filter(i -> !isArticle(words, i))
                .mapToObj(words::get)
                .collect(Collectors.joining(" "));
        boolean none = compared.isEmpty() || (ARTICLES.contains(compared) && !compared.equals("the")); // THE may be thé
        return none ? NONE : new Goods(plain(compared), plain(String.join(" ", words(written))));
    }

    private static List<String> words(String written) {
        return WORD.matcher(written).results().map(MatchResult::group).toList();
    }

    private static boolean isArticle(List<String> words, int at) {
        boolean followed = at + 1 < words.size()
                && Character.isLetterOrDigit(words.get(at + 1).codePointAt(0));
        return followed
                && (ARTICLES.contains(words.get(at))
                        || (at == 0 && words.get(at).equals("a")));
    }

    private static String plain(String words) {
        return MARKS.matcher(Normalizer.normalize(words, Normalizer.Form.NFKD))
                .replaceAll("")
                .replace("œ", "oe")
                .replace("æ", "ae");
    }

    /** True where both name the same goods; two that name none are not the same. */
    boolean sameAs(Goods other) {
        return !words.isEmpty() && (words.equals(other.words) || all.equals(other.all));
    }
}
