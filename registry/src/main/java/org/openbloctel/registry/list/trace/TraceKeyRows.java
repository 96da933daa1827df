package org.openbloctel.registry.list.trace;

import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;

/** The table of the keys under which numbers of checks become prints. */
final class TraceKeyRows {
    private final Database database;

    TraceKeyRows(Database database) {
        this.database = database;
    }

    void insert(int year, byte[] wrapped) {
        database.accounts()
                .sql("insert into accounts.trace_key (year, wrapped) values (:year, :wrapped) on conflict do nothing")
                .param("year", year)
                .param("wrapped", wrapped)
                .update();
    }

    Optional<byte[]> find(int year) {
        return database.accounts()
                .sql("select wrapped from accounts.trace_key where year = :year")
                .param("year", year)
                .query(byte[].class)
                .optional();
    }

    /** Forgets unused keys of years before this one; returns how many. */
    int forget(int year) {
        return database.accounts().sql("""
                        delete from accounts.trace_key k where year < :year
                            and not exists (select from accounts.trace_volume v where v.year = k.year)
                            and not exists (select from accounts.trace_lookup l where l.year = k.year)
                        """).param("year", year).update();
    }
}
