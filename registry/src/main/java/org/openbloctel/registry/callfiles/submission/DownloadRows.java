package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The tables of downloads and of companies whose downloads are stopped. */
final class DownloadRows {
    private final Database database;

    DownloadRows(Database database) {
        this.database = database;
    }

    void insert(UUID submission, UUID company, String kind, String actor, long lines, Instant now) {
        database.accounts()
                .sql("""
                            insert into accounts.submission_download (submission, company, kind, actor, lines, at)
                            values (:submission, :company, :kind, :actor, :lines, :now)
                            """)
                .param("submission", submission)
                .param("company", company)
                .param("kind", kind)
                .param("actor", actor)
                .param("lines", lines)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Downloads of one company are counted one after the other. */
    void lockCompany(UUID company) {
        database.accounts()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:company, 60))")
                .param("company", company.toString())
                .query(Integer.class)
                .single();
    }

    Optional<Instant> liftedAt(UUID company) {
        return instant(
                "select lifted_at as at from accounts.download_stop where company = :company and lifted_at is not null",
                company);
    }

    Optional<Instant> stoppedSince(UUID company) {
        return instant("select at from accounts.download_stop where company = :company and lifted_at is null", company);
    }

    private Optional<Instant> instant(String sql, UUID company) {
        return database.accounts()
                .sql(sql)
                .param("company", company)
                .query((row, n) -> Columns.instant(row, "at"))
                .optional();
    }

    void stop(UUID company, Instant now, int files, long lines) {
        database.accounts()
                .sql("""
                        insert into accounts.download_stop (company, at, files, lines)
                        values (:company, :now, :files, :lines)
                        on conflict (company) do update set at = excluded.at, files = excluded.files, lines = excluded.lines,
                            lifted_at = null
                        """)
                .param("company", company)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("files", files)
                .param("lines", lines)
                .update();
    }

    /** How many call files had something downloaded of them, but for one. */
    int others(UUID company, UUID submission, Instant since) {
        return database.accounts()
                .sql("""
                        select count(distinct submission) from accounts.submission_download
                        where company = :company and at > :since and submission <> :submission
                        """)
                .param("company", company)
                .param("submission", submission)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** How many lines were downloaded; a file that was taken twice, or in parts, counts once, and one file not at all. */
    long lines(UUID company, UUID but, String kind, Instant since) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(lines), 0) from (
                            select distinct submission, kind, lines from accounts.submission_download
                            where company = :company and at > :since and (submission <> :but or kind <> :kind)) as taken
                        """)
                .param("company", company)
                .param("but", but)
                .param("kind", kind)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    <T> List<T> stops(RowMapper<T> stop) {
        return database.accounts()
                .sql("select * from accounts.download_stop where lifted_at is null order by at desc")
                .query(stop)
                .list();
    }

    void lift(UUID company, Instant now) {
        database.accounts()
                .sql(
                        "update accounts.download_stop set lifted_at = :now where company = :company and lifted_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("company", company)
                .update();
    }
}
