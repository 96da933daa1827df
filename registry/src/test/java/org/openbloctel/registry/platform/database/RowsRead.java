package org.openbloctel.registry.platform.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows of its tables PostgreSQL reads for some work. */
public final class RowsRead {
    private RowsRead() {}

    /**
     * Does the work, on this thread, and returns how many rows were read from tables of the accounts' side.
     *
     * @param like the names of the tables
     */
    public static long by(TestDatabase test, Database database, String like, Runnable work) {
        JdbcClient.create(test.owner()).sql("analyze").update();
        long before = now(test, database, like);
        work.run();
        return now(test, database, like) - before;
    }

    private static long now(TestDatabase test, Database database, String like) {
        JdbcClient owner = JdbcClient.create(test.owner());
        // A session counts for itself at first, for up to ten seconds: also the owner's, which planted what is read.
        for (JdbcClient session : List.of(database.accounts(), owner)) {
            session.sql("select pg_stat_force_next_flush()::text")
                    .query(String.class)
                    .list();
        }
        return owner.sql("""
                        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables
                        where schemaname = 'accounts' and relname like :like
                        """).param("like", like).query(Long.class).single();
    }
}
