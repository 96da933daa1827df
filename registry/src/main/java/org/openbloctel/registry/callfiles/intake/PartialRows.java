package org.openbloctel.registry.callfiles.intake;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** The rows of files that are not whole yet, in the table of uploads or in that of dropped files. */
final class PartialRows {
    private final Database database;
    private final Table table;

    PartialRows(Database database, Table table) {
        this.database = database;
        this.table = table;
    }

    /** Where the rows are. */
    enum Table {
        /** Uploads by HTTP: a new offset is a new request, which prolongs their life. */
        UPLOADS("accounts.submission_upload", ""),
        /** Files that are dropped over SFTP: each piece prolongs their life. */
        DROPPED("accounts.incoming_file", ", changed_at = :now, writing_until = :writing, expires_at = :expires");

        private final String sql;
        private final String alsoSet;

        Table(String sql, String alsoSet) {
            this.sql = sql;
            this.alsoSet = alsoSet;
        }
    }

    int acknowledge(
            Partial file,
            String part,
            long bytes,
            OffsetDateTime now,
            OffsetDateTime writingUntil,
            OffsetDateTime expiry) {
        return database.accounts()
                .sql("""
                                update %s set received = received + :bytes, parts = parts || :part%s
                                where id = :id and writer = :writer
                                """.formatted(table.sql, table.alsoSet))
                .param("bytes", bytes)
                .param("part", part)
                .param("now", now)
                .param("writing", writingUntil)
                .param("expires", expiry)
                .param("id", file.id())
                .param("writer", file.writer())
                .update();
    }

    /** Waits for the other transactions that begin a file of this company; until the end of this one. */
    void takeTurn(UUID company) {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended(:value, 0))::text")
                .param("value", table.sql + " " + company)
                .query(String.class)
                .list();
    }

    /** Takes the row away, unless a later writer has the file. */
    int claim(Partial file) {
        return database.accounts()
                .sql("delete from " + table.sql + " where id = :id and writer = :writer")
                .param("id", file.id())
                .param("writer", file.writer())
                .update();
    }

    int delete(UUID id) {
        return database.accounts()
                .sql("delete from " + table.sql + " where id = :id")
                .param("id", id)
                .update();
    }

    List<Partial> expired(OffsetDateTime now) {
        return database.accounts()
                .sql("select * from " + table.sql + " where expires_at <= :now")
                .param("now", now)
                .query((row, n) -> Partial.of(row))
                .list();
    }
}
