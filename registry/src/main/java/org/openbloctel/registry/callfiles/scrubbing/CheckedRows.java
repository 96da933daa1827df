package org.openbloctel.registry.callfiles.scrubbing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The statements on what companies had checked. Each submission has a file of fingerprints; those of a small one are in a table as well,
 * which spares opening the file. Thread-safe.
 */
final class CheckedRows {
    private static final String FILE = "submission, stored_name, numbers, file_key";

    private final Database database;

    CheckedRows(Database database) {
        this.database = database;
    }

    /**
     * A file of fingerprints.
     *
     * @param submission in whose folder it lies
     */
    record CheckedFile(UUID submission, String name, long numbers, WrappedKey key) {}

    /** The key under which a company's lines become fingerprints; made at the first use. Without it they say nothing. */
    byte[] fingerprintKey(UUID company, MasterKeys master) {
        String context = "fingerprints:" + company;
        database.accounts()
                .sql("""
                        insert into accounts.submission_fingerprint_key (company, key) values (:company, :key)
                        on conflict do nothing
                        """)
                .param("company", company)
                .param("key", master.wrap(MasterKeys.newDataKey(), context))
                .update();
        byte[] wrapped = database.accounts()
                .sql("select key from accounts.submission_fingerprint_key where company = :company")
                .param("company", company)
                .query(byte[].class)
                .single();
        return master.unwrap(wrapped, context);
    }

    /** Until the transaction ends, no other submission of this company publishes what it had checked. */
    void inTurn(UUID company) {
        database.accounts()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:company, 70))")
                .param("company", company.toString())
                .query(Integer.class)
                .single();
    }

    /** The submissions of a company are numbered in the order of their turns: the last number. */
    long lastTurn(UUID company) {
        return database.accounts()
                .sql(
                        "select coalesce(max(turn), 0) from accounts.submission_checked where company = :company and in_rows")
                .param("company", company)
                .query(Long.class)
                .single();
    }

    /** The files of what a company had checked since then whose fingerprints stand nowhere else, newest first. */
    List<CheckedFile> filesSince(UUID company, Instant since) {
        return database.accounts()
                .sql("select " + FILE + """
                         from accounts.submission_checked where company = :company and not in_rows and checked_at > :since
                        order by checked_at desc
                        """)
                .param("company", company)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(CheckedRows::file)
                .list();
    }

    /** The files of what a company had checked after this turn whose fingerprints stand in the table. */
    List<CheckedFile> filesInRowsAfter(UUID company, long turn) {
        return database.accounts()
                .sql("select " + FILE
                        + " from accounts.submission_checked where company = :company and in_rows and turn > :turn")
                .param("company", company)
                .param("turn", turn)
                .query(CheckedRows::file)
                .list();
    }

    private static CheckedFile file(ResultSet row, int n) throws SQLException {
        return new CheckedFile(
                row.getObject("submission", UUID.class),
                row.getString("stored_name"),
                row.getLong("numbers"),
                new WrappedKey(row.getBytes("file_key")));
    }

    void add(UUID company, CheckedFile file, boolean inRows, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.submission_checked
                            (submission, company, stored_name, numbers, file_key, checked_at, in_rows)
                        values (:submission, :company, :name, :numbers, :key, :now, :inRows)
                        """)
                .param("submission", file.submission())
                .param("company", company)
                .param("name", file.name())
                .param("numbers", file.numbers())
                .param("key", file.key().stored())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("inRows", inRows)
                .update();
    }

    /** Writes fingerprints into the table; one that is there is checked again. */
    void addPrints(UUID company, long[] prints, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.checked_print as known (company, print, checked_at)
                        select :company, print, :now from unnest(:prints) print
                        on conflict (company, print) do update set checked_at = excluded.checked_at
                        where known.checked_at < excluded.checked_at
                        """)
                .param("company", company)
                .param("prints", boxed(prints))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many fingerprints of a company the table has at most: one that several submissions share is counted for each. */
    long prints(UUID company, Instant since) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(numbers), 0) from accounts.submission_checked
                        where company = :company and in_rows and checked_at > :since
                        """)
                .param("company", company)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Which of these fingerprints a company had checked since then, by the table. */
    long[] known(UUID company, long[] prints, Instant since) {
        return unboxed(database.accounts()
                .sql("""
                        select print from accounts.checked_print
                        where company = :company and print = any(:prints) and checked_at > :since
                        """)
                .param("company", company)
                .param("prints", boxed(prints))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list());
    }

    /** The fingerprints that a company had checked since then, by the table: the first ones behind this one. */
    long[] knownBehind(UUID company, long print, int limit, Instant since) {
        return unboxed(database.accounts()
                .sql("""
                        select print from accounts.checked_print
                        where company = :company and print > :print and checked_at > :since order by print limit :limit
                        """)
                .param("company", company)
                .param("print", print)
                .param("limit", limit)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list());
    }

    private static Long[] boxed(long[] prints) {
        Long[] boxed = new Long[prints.length];
        for (int i = 0; i < prints.length; i++) {
            boxed[i] = prints[i];
        }
        return boxed;
    }

    private static long[] unboxed(List<Long> prints) {
        return prints.stream().mapToLong(Long::longValue).toArray();
    }
}
