package org.openbloctel.registry.service.help;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.openbloctel.registry.platform.database.Database;

/** The table of words searched for without a result. */
final class SearchRows {
    private final Database database;

    SearchRows(Database database) {
        this.database = database;
    }

    /** Counts each word once more; a new one only while there are fewer than that. */
    void count(String language, Collection<String> words, LocalDate day, int most) {
        database.accounts()
                .sql("""
                        insert into accounts.help_search as known (language, word, times, first_on, last_on)
                        select :language, word, 1, :day, :day from unnest(cast(:words as text[])) as word
                        where exists (select from accounts.help_search old where old.language = :language and old.word = word)
                            or (select count(*) from accounts.help_search) < :most
                        order by word
                        on conflict (language, word) do update set times = known.times + 1, last_on = excluded.last_on
                        """)
                .param("language", language)
                .param("words", words.toArray(String[]::new))
                .param("day", day)
                .param("most", most)
                .update();
    }

    List<FruitlessWord> often(int least, int most) {
        return database.accounts()
                .sql("""
                        select language, word, times, last_on from accounts.help_search where times >= :least
                        order by times desc, last_on desc, language, word limit :most
                        """)
                .param("least", least)
                .param("most", most)
                .query((row, n) -> new FruitlessWord(
                        row.getString("language"),
                        row.getString("word"),
                        row.getInt("times"),
                        row.getObject("last_on", LocalDate.class)))
                .list();
    }

    int deleteBefore(LocalDate day) {
        return database.accounts()
                .sql("delete from accounts.help_search where last_on < :day")
                .param("day", day)
                .update();
    }
}
