package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/** The table of mandates. */
interface MandateRows {
    String MANDATES = """
            select m.*, p.name as principal_name, a.name as agent_name
            from accounts.mandate m
                left join accounts.company p on p.id = m.principal
                left join accounts.company a on a.id = m.agent
            """;

    /** A mandate as it stands in its row, with the names of both sides. */
    record MandateRow(
            UUID id,
            @Nullable UUID principal,
            @Nullable UUID agent,
            UUID proposedBy,
            String otherSiren,
            @Nullable String principalName,
            @Nullable String agentName,
            LocalDate startsOn,
            LocalDate endsOn,
            @Nullable Instant acceptedAt,
            @Nullable Instant endedAt) {
        Mandate on(LocalDate today) {
            String other = CompanyNumber.spaced(otherSiren);
            return new Mandate(
                    id,
                    principal,
                    agent,
                    proposedBy,
                    otherSiren,
                    principalName == null ? other : principalName,
                    agentName == null ? other : agentName,
                    startsOn,
                    endsOn,
                    state(today));
        }

        private Mandate.State state(LocalDate today) {
            if (endedAt != null || today.isAfter(endsOn)) {
                return Mandate.State.ENDED;
            }
            if (acceptedAt == null) {
                return Mandate.State.PROPOSED;
            }
            return today.isBefore(startsOn) ? Mandate.State.TO_COME : Mandate.State.IN_FORCE;
        }
    }

    /** When a mandate was accepted and ended, and its term. */
    record Held(Instant acceptedAt, @Nullable Instant endedAt, LocalDate startsOn, LocalDate endsOn) {
        Mandate.Period period() {
            Instant first = LegalCalendar.startOf(startsOn);
            Instant over = LegalCalendar.startOf(endsOn.plusDays(1));
            return new Mandate.Period(
                    acceptedAt.isAfter(first) ? acceptedAt : first,
                    endedAt == null || endedAt.isAfter(over) ? over : endedAt);
        }
    }

    @SqlUpdate("""
            insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on, proposed_at)
            values (:id, :principal, :agent, :by, :siren, :terms.startsOn, :terms.endsOn, :now)
            """)
    void insert(
            UUID id,
            @Nullable UUID principal,
            @Nullable UUID agent,
            UUID by,
            String siren,
            Mandate.Terms terms,
            Instant now);

    /** False when there is no such proposal to the company that waits. */
    @SqlUpdate("""
            update accounts.mandate
            set principal = coalesce(principal, :me.id), agent = coalesce(agent, :me.id), accepted_at = :now
            where id = :id and other_siren = :me.siren and proposed_by <> :me.id
                and accepted_at is null and ended_at is null and ends_on >= :today
            """)
    boolean accept(UUID id, Company.Named me, Instant now, LocalDate today);

    /** False when it is over. */
    @SqlUpdate("""
            update accounts.mandate set ended_at = :now, ended_on = :today
            where id = :id and ended_at is null and ends_on >= :today
            """)
    boolean end(UUID id, Instant now, LocalDate today);

    /** Those that a company may see, the latest first. */
    @SqlQuery(MANDATES + """
            where m.principal = :me.id or m.agent = :me.id or (m.other_siren = :me.siren and :me.verified)
            order by m.proposed_at desc, m.id
            """)
    List<MandateRow> of(Company.Named me);

    /** One of those that a company may see. */
    @SqlQuery(MANDATES + """
            where m.id = :id and (m.principal = :me.id or m.agent = :me.id or (m.other_siren = :me.siren and :me.verified))
            """)
    Optional<MandateRow> find(Company.Named me, UUID id);

    @SqlQuery("""
            select distinct c.id, c.name, c.siren
            from accounts.mandate m
                join accounts.company c on c.id = m.principal
                join accounts.company a on a.id = m.agent and a.state = 'VERIFIED'
            where m.agent = :agent and m.accepted_at <= :at and (m.ended_at is null or m.ended_at > :at)
                and m.starts_on <= :day and m.ends_on >= :day and c.state = 'VERIFIED'
            order by c.name, c.id
            """)
    List<Mandate.Principal> principals(UUID agent, Instant at, LocalDate day);

    /** Agents with mandates in force of so many of these principals, the one with the most first. */
    @SqlQuery("""
            select agent, count(distinct principal) as "all", count(distinct principal) filter (where principal = any(:principals)) as asked
            from accounts.mandate
            where accepted_at <= :at and (ended_at is null or ended_at > :at) and starts_on <= :day and ends_on >= :day
                and agent in (select agent from accounts.mandate where principal = any(:principals))
            group by agent
            having count(distinct principal) filter (where principal = any(:principals)) >= :least
            order by asked desc, agent
            """)
    List<Mandate.Spread> spreads(Collection<UUID> principals, int least, Instant at, LocalDate day);

    @SqlQuery("""
            select accepted_at, ended_at, starts_on, ends_on from accounts.mandate
            where agent = :agent and principal = :principal and accepted_at is not null
            """)
    List<Held> held(UUID agent, UUID principal);

    @SqlUpdate("delete from accounts.mandate where accepted_at is not null and coalesce(ended_on, ends_on) < :before")
    int forgetMandates(LocalDate before);

    @SqlUpdate("delete from accounts.mandate where accepted_at is null and coalesce(ended_on, ends_on) < :before")
    int forgetProposals(LocalDate before);

    @SqlUpdate("delete from accounts.mandate where :company in (principal, agent, proposed_by)")
    void deleteOf(UUID company);
}
