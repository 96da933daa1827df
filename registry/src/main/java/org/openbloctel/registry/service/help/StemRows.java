package org.openbloctel.registry.service.help;

import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The dictionaries of PostgreSQL. */
interface StemRows {
    /** The stem of each word that has one. */
    @SqlQuery("""
            select word, stem from unnest(cast(:words as text[])) as word
                cross join lateral (select (ts_lexize(cast(:dictionary as regdictionary), word))[1]) as found (stem)
            where stem is not null
            """)
    @KeyColumn("word")
    @ValueColumn("stem")
    Map<String, String> stems(String dictionary, Collection<String> words);
}
