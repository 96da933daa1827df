package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The table of approved polls. */
interface PollRows {
    /** Polls with a budget of their own. */
    static PowerRows powers(Database database) {
        return new PowerRows(database, "poll", Set.of("guard.poll-approved"), """
                select 'poll:' || p.campaign as subject, p.numbers || ', ' || p.numbers_day || ', ' || p.until as name,
                    array['company:' || p.principal] as about,
                    jsonb_build_array(p.principal, p.numbers, p.numbers_day, p.until)::text as content
                from accounts.guard_poll p where p.ended_at is null
                """, "p.campaign = :id", "p");
    }

    @SqlQuery("""
            select *, numbers as year, numbers_day as day, ended_at as ended from accounts.guard_poll
            where campaign = :campaign
            """)
    Optional<Polls.Poll> find(UUID campaign);

    /** A later approval takes the place of an earlier one. */
    @SqlUpdate("""
            insert into accounts.guard_poll (campaign, principal, numbers, numbers_day, until, papers, approved_at, approved_by)
            values (:poll.campaign, :poll.principal, :poll.budget.year, :poll.budget.day, :poll.until, :poll.papers,
                :poll.approvedAt, :poll.approvedBy)
            on conflict (campaign) do update set numbers = excluded.numbers, numbers_day = excluded.numbers_day,
                until = excluded.until, papers = excluded.papers, approved_at = excluded.approved_at,
                approved_by = excluded.approved_by, ended_at = null, ended_by = null
            """)
    void put(Polls.Poll poll);

    @SqlUpdate("""
            update accounts.guard_poll set ended_at = :at, ended_by = :by
            where campaign = :campaign and ended_at is null
            """)
    boolean end(UUID campaign, Instant at, String by);

    @SqlQuery("select distinct principal from accounts.guard_poll")
    List<UUID> principals();

    @SqlUpdate("delete from accounts.guard_poll where until < :before or principal = any(:gone)")
    int forget(LocalDate before, Collection<UUID> gone);
}
