package org.openbloctel.registry.list.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of approved polls. */
final class PollRows {
    private final Database database;

    PollRows(Database database) {
        this.database = database;
    }

    /** Polls with a budget of their own. */
    static PowerRows powers(Database database) {
        return new PowerRows(database, "poll", Set.of("guard.poll-approved"), """
                select 'poll:' || p.campaign as subject, p.numbers || ', ' || p.numbers_day || ', ' || p.until as name,
                    array['company:' || p.principal] as about,
                    jsonb_build_array(p.principal, p.numbers, p.numbers_day, p.until)::text as content
                from accounts.guard_poll p where p.ended_at is null
                """, "p.campaign = :id", "p");
    }

    Optional<Poll> find(UUID campaign) {
        return database.accounts()
                .sql("select * from accounts.guard_poll where campaign = :campaign")
                .param("campaign", campaign)
                .query(PollRows::poll)
                .optional();
    }

    private static Poll poll(ResultSet row, int n) throws SQLException {
        return new Poll(
                row.getObject("campaign", UUID.class),
                row.getObject("principal", UUID.class),
                new Budget(row.getLong("numbers"), row.getLong("numbers_day")),
                row.getObject("until", LocalDate.class),
                row.getString("papers"),
                Columns.instant(row, "approved_at"),
                row.getString("approved_by"),
                Columns.optionalInstant(row, "ended_at"));
    }

    /** A later approval takes the place of an earlier one. */
    void put(Poll poll) {
        database.accounts()
                .sql("""
                        insert into accounts.guard_poll (campaign, principal, numbers, numbers_day, until, papers, approved_at, approved_by)
                        values (:campaign, :principal, :numbers, :day, :until, :papers, :at, :by)
                        on conflict (campaign) do update set numbers = excluded.numbers, numbers_day = excluded.numbers_day,
                            until = excluded.until, papers = excluded.papers, approved_at = excluded.approved_at,
                            approved_by = excluded.approved_by, ended_at = null, ended_by = null
                        """)
                .param("campaign", poll.campaign())
                .param("principal", poll.principal())
                .param("numbers", poll.budget().year())
                .param("day", poll.budget().day())
                .param("until", poll.until())
                .param("papers", poll.papers())
                .param("at", Columns.timestamp(poll.approvedAt()))
                .param("by", poll.approvedBy())
                .update();
    }

    boolean end(UUID campaign, Instant at, String by) {
        return database.accounts()
                        .sql("""
                                update accounts.guard_poll set ended_at = :at, ended_by = :by
                                where campaign = :campaign and ended_at is null
                                """)
                        .param("campaign", campaign)
                        .param("at", Columns.timestamp(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    List<UUID> principals() {
        return database.accounts()
                .sql("select distinct principal from accounts.guard_poll")
                .query(UUID.class)
                .list();
    }

    int forget(LocalDate before, Collection<UUID> gone) {
        return database.accounts()
                .sql("delete from accounts.guard_poll where until < :before or principal = any(:gone)")
                .param("before", before)
                .param("gone", gone.toArray(UUID[]::new))
                .update();
    }
}
