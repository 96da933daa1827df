package org.openbloctel.registry.service.help;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of words searched for without a result. */
interface SearchRows {
    /** Counts each word once more; a new one only while there are fewer than that. */
    @SqlUpdate("""
            insert into accounts.help_search as known (language, word, times, first_on, last_on)
            select :language, word, 1, :day, :day from unnest(cast(:words as text[])) as word
            where exists (select from accounts.help_search old where old.language = :language and old.word = word)
                or (select count(*) from accounts.help_search) < :most
            order by word
            on conflict (language, word) do update set times = known.times + 1, last_on = excluded.last_on
            """)
    void count(String language, Collection<String> words, LocalDate day, int most);

    @SqlQuery("""
            select language, word, times, last_on from accounts.help_search where times >= :least
            order by times desc, last_on desc, language, word limit :most
            """)
    List<FruitlessSearches.Word> often(int least, int most);

    @SqlUpdate("delete from accounts.help_search where last_on < :day")
    int deleteBefore(LocalDate day);
}
