package org.openbloctel.registry.service.help;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * Counts the words of searches that found no page: topics that the help lacks. A search is taken apart into its words, so that none is
 * kept whole; a word with a digit or a sign, which might be a number or an address, is not kept at all, and the operator sees none that was
 * looked for only once or twice. Thread-safe.
 */
public final class FruitlessSearches {
    /** How long a word is kept after its last search. */
    public static final Period KEPT = Period.ofDays(90);

    /** A word of fewer searches is not shown: it may be a name. */
    public static final int MIN_SHOWN = 3;

    private static final int MAX_WORDS = 5_000;
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,25}");

    private final SearchRows rows;
    private final InstantSource clock;

    /** The searches in this database. */
    public FruitlessSearches(Database database, InstantSource clock) {
        this.rows = database.rows(SearchRows.class);
        this.clock = clock;
    }

    /** Counts the words of a search in a language. */
    public void count(Locale language, Collection<String> words) {
        List<String> kept = words.stream()
                .filter(word -> WORD.matcher(word).matches())
                .map(word -> word.toLowerCase(language))
                .distinct()
                .toList();
        if (!kept.isEmpty()) {
            rows.count(language.getLanguage(), kept, LegalCalendar.today(clock), MAX_WORDS);
        }
    }

    /** The words that were looked for most often, at least {@link #MIN_SHOWN} times. */
    public List<Word> often(int most) {
        return rows.often(MIN_SHOWN, most);
    }

    /** Erases words that were not looked for any more; returns how many. */
    public int forget() {
        return rows.deleteBefore(LegalCalendar.today(clock).minus(KEPT));
    }

    /**
     * A word.
     *
     * @param times how many searches had it
     * @param lastOn the day of the latest one
     */
    public record Word(String language, String word, int times, LocalDate lastOn) {}
}
