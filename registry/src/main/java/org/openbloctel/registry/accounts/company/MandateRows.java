package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of mandates. */
final class MandateRows {
    private static final String MANDATES = """
            select m.*, p.name as principal_name, a.name as agent_name
            from accounts.mandate m
                left join accounts.company p on p.id = m.principal
                left join accounts.company a on a.id = m.agent
            """;

    private final Database database;

    MandateRows(Database database) {
        this.database = database;
    }

    void insert(UUID id, UUID company, String siren, Mandate.Terms terms, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.mandate
                            (id, principal, agent, proposed_by, other_siren, starts_on, ends_on, proposed_at)
                        values (:id, :principal, :agent, :by, :siren, :starts, :ends, :now)
                        """)
                .param("id", id)
                .param("principal", terms.side() == Mandate.Side.PRINCIPAL ? company : null)
                .param("agent", terms.side() == Mandate.Side.AGENT ? company : null)
                .param("by", company)
                .param("siren", siren)
                .param("starts", terms.startsOn())
                .param("ends", terms.endsOn())
                .param("now", Columns.timestamp(now))
                .update();
    }

    /** False when there is no such proposal to the company that waits. */
    boolean accept(UUID id, Company.Named company, Instant now) {
        int accepted = database.accounts()
                .sql("""
                        update accounts.mandate
                        set principal = coalesce(principal, :me), agent = coalesce(agent, :me), accepted_at = :now
                        where id = :id and other_siren = :siren and proposed_by <> :me
                            and accepted_at is null and ended_at is null and ends_on >= :today
                        """)
                .param("me", company.id())
                .param("siren", company.siren())
                .param("id", id)
                .param("now", Columns.timestamp(now))
                .param("today", LegalCalendar.dayOf(now))
                .update();
        return accepted > 0;
    }

    /** False when it is over. */
    boolean end(UUID id, Instant now) {
        int ended = database.accounts()
                .sql("""
                        update accounts.mandate set ended_at = :now, ended_on = :today
                        where id = :id and ended_at is null and ends_on >= :today
                        """)
                .param("id", id)
                .param("now", Columns.timestamp(now))
                .param("today", LegalCalendar.dayOf(now))
                .update();
        return ended > 0;
    }

    /** Those that a company may see, the latest first. */
    List<Mandate> of(Company.Named company, LocalDate today) {
        return database.accounts()
                .sql(MANDATES + """
                        where m.principal = :me or m.agent = :me or (m.other_siren = :siren and :verified)
                        order by m.proposed_at desc, m.id
                        """)
                .param("me", company.id())
                .param("siren", company.siren())
                .param("verified", company.verified())
                .query((row, n) -> mandate(row, today))
                .list();
    }

    /** One of those that a company may see. */
    Optional<Mandate> find(Company.Named company, UUID id, LocalDate today) {
        return database.accounts()
                .sql(MANDATES + """
                        where m.id = :id
                            and (m.principal = :me or m.agent = :me or (m.other_siren = :siren and :verified))
                        """)
                .param("id", id)
                .param("me", company.id())
                .param("siren", company.siren())
                .param("verified", company.verified())
                .query((row, n) -> mandate(row, today))
                .optional();
    }

    List<Mandate.Principal> principals(UUID agent, Instant at) {
        return database.accounts()
                .sql("""
                        select distinct c.id, c.name, c.siren
                        from accounts.mandate m
                            join accounts.company c on c.id = m.principal
                            join accounts.company a on a.id = m.agent and a.state = 'VERIFIED'
                        where m.agent = :agent and m.accepted_at <= :at and (m.ended_at is null or m.ended_at > :at)
                            and m.starts_on <= :day and m.ends_on >= :day and c.state = 'VERIFIED'
                        order by c.name, c.id
                        """)
                .param("agent", agent)
                .param("at", Columns.timestamp(at))
                .param("day", LegalCalendar.dayOf(at))
                .query((row, n) -> new Mandate.Principal(
                        row.getObject("id", UUID.class), row.getString("name"), row.getString("siren")))
                .list();
    }

    /** Agents with mandates in force of so many of these principals, the one with the most first. */
    List<Mandate.Spread> spreads(Collection<UUID> principals, int least, Instant at) {
        return database.accounts()
                .sql("""
                        select agent, count(distinct principal) as all_principals,
                            count(distinct principal) filter (where principal = any(:principals)) as those
                        from accounts.mandate
                        where accepted_at <= :at and (ended_at is null or ended_at > :at) and starts_on <= :day and ends_on >= :day
                            and agent in (select agent from accounts.mandate where principal = any(:principals))
                        group by agent
                        having count(distinct principal) filter (where principal = any(:principals)) >= :least
                        order by those desc, agent
                        """)
                .param("principals", principals.toArray(UUID[]::new))
                .param("least", least)
                .param("at", Columns.timestamp(at))
                .param("day", LegalCalendar.dayOf(at))
                .query((row, n) -> new Mandate.Spread(
                        row.getObject("agent", UUID.class), row.getInt("those"), row.getInt("all_principals")))
                .list();
    }

    List<Mandate.Period> held(UUID agent, UUID principal) {
        return database.accounts()
                .sql("""
                        select accepted_at, ended_at, starts_on, ends_on from accounts.mandate
                        where agent = :agent and principal = :principal and accepted_at is not null
                        """)
                .param("agent", agent)
                .param("principal", principal)
                .query(MandateRows::held)
                .list();
    }

    int forget(LocalDate endedBefore, LocalDate proposedBefore) {
        int mandates = database.accounts().sql("""
                        delete from accounts.mandate
                        where accepted_at is not null and coalesce(ended_on, ends_on) < :before
                        """).param("before", endedBefore).update();
        int proposals =
                database.accounts().sql("""
                        delete from accounts.mandate
                        where accepted_at is null and coalesce(ended_on, ends_on) < :before
                        """).param("before", proposedBefore).update();
        return mandates + proposals;
    }

    void deleteOf(UUID company) {
        database.accounts()
                .sql("delete from accounts.mandate where :company in (principal, agent, proposed_by)")
                .param("company", company)
                .update();
    }

    private static Mandate.Period held(ResultSet row, int n) throws SQLException {
        Instant accepted = Columns.instant(row, "accepted_at");
        Instant first = LegalCalendar.startOf(row.getObject("starts_on", LocalDate.class));
        Instant over =
                LegalCalendar.startOf(row.getObject("ends_on", LocalDate.class).plusDays(1));
        return new Mandate.Period(
                accepted.isAfter(first) ? accepted : first,
                Columns.optionalInstant(row, "ended_at")
                        .filter(end -> !end.isAfter(over))
                        .orElse(over));
    }

    private static Mandate mandate(ResultSet row, LocalDate today) throws SQLException {
        LocalDate starts = row.getObject("starts_on", LocalDate.class);
        LocalDate ends = row.getObject("ends_on", LocalDate.class);
        Mandate.State state;
        if (row.getObject("ended_at") != null || today.isAfter(ends)) {
            state = Mandate.State.ENDED;
        } else if (row.getObject("accepted_at") == null) {
            state = Mandate.State.PROPOSED;
        } else {
            state = today.isBefore(starts) ? Mandate.State.TO_COME : Mandate.State.IN_FORCE;
        }
        String other = CompanyNumber.spaced(row.getString("other_siren"));
        String principalName = row.getString("principal_name");
        String agentName = row.getString("agent_name");
        return new Mandate(
                row.getObject("id", UUID.class),
                row.getObject("principal", UUID.class),
                row.getObject("agent", UUID.class),
                row.getObject("proposed_by", UUID.class),
                row.getString("other_siren"),
                principalName == null ? other : principalName,
                agentName == null ? other : agentName,
                starts,
                ends,
                state);
    }
}
