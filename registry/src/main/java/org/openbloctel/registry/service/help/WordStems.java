package org.openbloctel.registry.service.help;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.platform.database.Database;

/**
 * The stems of words by the dictionaries that PostgreSQL brings along, for French and English: no extension is needed. Thread-safe.
 */
public final class WordStems {
    private final StemRows rows;

    /** Stems by this database. */
    public WordStems(Database database) {
        this.rows = database.rows(StemRows.class);
    }

    /** The stem of each word; words that say nothing by themselves, such as articles, have none. One statement for all. */
    public Map<String, String> of(Locale language, Collection<String> words) {
        boolean french = language.getLanguage().equals("fr");
        return words.isEmpty()
                ? Map.of()
                : rows.stems(french ? "pg_catalog.french_stem" : "pg_catalog.english_stem", words);
    }
}
