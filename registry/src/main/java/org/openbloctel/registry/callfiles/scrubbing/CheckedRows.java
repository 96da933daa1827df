package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The statements on what companies had checked. Each submission has a file of fingerprints; those of a small one are in a table as well,
 * which spares opening the file. Thread-safe.
 */
interface CheckedRows {
    String FILES = "select submission, stored_name as name, numbers, file_key as key from accounts.submission_checked ";

    /**
     * A file of fingerprints.
     *
     * @param submission in whose folder it lies
     */
    record CheckedFile(UUID submission, String name, long numbers, WrappedKey key) {}

    /** The key under which a company's lines become fingerprints; made at the first use. Without it they say nothing. */
    default byte[] fingerprintKey(UUID company, MasterKeys master) {
        String context = "fingerprints:" + company;
        addKey(company, master.wrap(MasterKeys.newDataKey(), context));
        return master.unwrap(key(company).orElseThrow(), context);
    }

    @SqlUpdate("""
            insert into accounts.submission_fingerprint_key (company, key) values (:company, :key)
            on conflict do nothing
            """)
    void addKey(UUID company, byte[] key);

    @SqlQuery("select key from accounts.submission_fingerprint_key where company = :company")
    Optional<byte[]> key(UUID company);

    /** Until the transaction ends, no other submission of this company publishes what it had checked. */
    @SqlUpdate("select 1 from pg_advisory_xact_lock(hashtextextended(cast(:company as text), 70))")
    void inTurn(UUID company);

    /** The submissions of a company are numbered in the order of their turns: the last number. */
    @SqlQuery("select coalesce(max(turn), 0) from accounts.submission_checked where company = :company and in_rows")
    long lastTurn(UUID company);

    /** The files of what a company had checked since then whose fingerprints stand nowhere else, newest first. */
    @SqlQuery(FILES + "where company = :company and not in_rows and checked_at > :since order by checked_at desc")
    List<CheckedFile> filesSince(UUID company, Instant since);

    /** The files of what a company had checked after this turn whose fingerprints stand in the table. */
    @SqlQuery(FILES + "where company = :company and in_rows and turn > :turn")
    List<CheckedFile> filesInRowsAfter(UUID company, long turn);

    @SqlUpdate("""
            insert into accounts.submission_checked (submission, company, stored_name, numbers, file_key, checked_at, in_rows)
            values (:file.submission, :company, :file.name, :file.numbers, :file.key, :now, :inRows)
            """)
    void add(UUID company, CheckedFile file, boolean inRows, Instant now);

    /** Writes fingerprints into the table; one that is there is checked again. */
    @SqlUpdate("""
            insert into accounts.checked_print as known (company, print, checked_at)
            select :company, print, :now from unnest(:prints) print
            on conflict (company, print) do update set checked_at = excluded.checked_at
            where known.checked_at < excluded.checked_at
            """)
    void addPrints(UUID company, long[] prints, Instant now);

    /** How many fingerprints of a company the table has at most: one that several submissions share is counted for each. */
    @SqlQuery("""
            select coalesce(sum(numbers), 0) from accounts.submission_checked
            where company = :company and in_rows and checked_at > :since
            """)
    long prints(UUID company, Instant since);

    /** Which of these fingerprints a company had checked since then, by the table. */
    @SqlQuery("""
            select print from accounts.checked_print
            where company = :company and print = any(:prints) and checked_at > :since
            """)
    long[] known(UUID company, long[] prints, Instant since);

    /** The fingerprints that a company had checked since then, by the table: the first ones behind this one. */
    @SqlQuery("""
            select print from accounts.checked_print
            where company = :company and print > :print and checked_at > :since order by print limit :limit
            """)
    long[] knownBehind(UUID company, long print, int limit, Instant since);
}
