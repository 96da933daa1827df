package org.openbloctel.registry.service.help;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openbloctel.registry.platform.database.Database;

/** The dictionaries of PostgreSQL. */
final class StemRows {
    private final Database database;

    StemRows(Database database) {
        this.database = database;
    }

    /** The stem of each word that has one. */
    Map<String, String> stems(String dictionary, Collection<String> words) {
        Map<String, String> stems = new HashMap<>();
        database.accounts()
                .sql("""
                        select word, (ts_lexize(cast(:dictionary as regdictionary), word))[1] as stem
                        from unnest(cast(:words as text[])) as word
                        """)
                .param("dictionary", dictionary)
                .param("words", words.toArray(String[]::new))
                .query(row -> {
                    String stem = row.getString("stem");
                    if (stem != null) {
                        stems.put(row.getString("word"), stem);
                    }
                });
        return stems;
    }
}
