package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The tables of downloads, of the places from which returned files were taken, and of companies whose downloads are stopped. */
interface DownloadRows {
    @SqlUpdate("""
            insert into accounts.submission_download (submission, company, kind, actor, lines, at)
            values (:submission, :company, :kind, :actor, :lines, :now)
            """)
    void insert(UUID submission, UUID company, String kind, String actor, long lines, Instant now);

    /** Downloads of one company are counted one after the other. */
    @SqlUpdate("select 1 from pg_advisory_xact_lock(hashtextextended(cast(:company as text), 60))")
    void lockCompany(UUID company);

    @SqlQuery("select lifted_at as at from accounts.download_stop where company = :company and lifted_at is not null")
    Optional<Instant> liftedAt(UUID company);

    @SqlQuery("select at from accounts.download_stop where company = :company and lifted_at is null")
    Optional<Instant> stoppedSince(UUID company);

    @SqlUpdate("""
            insert into accounts.download_stop (company, at, files, lines)
            values (:company, :now, :files, :lines)
            on conflict (company) do update set at = excluded.at, files = excluded.files, lines = excluded.lines, lifted_at = null
            """)
    void stop(UUID company, Instant now, int files, long lines);

    /** How many call files had something downloaded of them, but for one. */
    @SqlQuery("""
            select count(distinct submission) from accounts.submission_download
            where company = :company and at > :since and submission <> :submission
            """)
    int others(UUID company, UUID submission, Instant since);

    /** How many lines were downloaded; a file that was taken twice, or in parts, counts once, and one file not at all. */
    @SqlQuery("""
            select coalesce(sum(lines), 0) from (
                select distinct submission, kind, lines from accounts.submission_download
                where company = :company and at > :since and (submission <> :but or kind <> :kind)) as taken
            """)
    long lines(UUID company, UUID but, String kind, Instant since);

    @SqlQuery("select * from accounts.download_stop where lifted_at is null order by at desc")
    List<Downloads.Stop> stops();

    @SqlUpdate("update accounts.download_stop set lifted_at = :now where company = :company and lifted_at is null")
    void lift(UUID company, Instant now);

    @SqlQuery("select place from accounts.download_place where actor = :actor and seen_at >= :since")
    Set<String> knownPlaces(String actor, Instant since);

    /** Whether a place is new. Of two at once one is. */
    @SqlQuery("""
            insert into accounts.download_place (actor, place, seen_at) values (:actor, :place, :now)
            on conflict (actor, place) do update set seen_at = excluded.seen_at
            returning (xmax = 0)
            """)
    boolean notePlace(String actor, String place, Instant now);

    @SqlUpdate("delete from accounts.download_place where seen_at < :before")
    int forgetPlaces(Instant before);
}
