package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Message;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Mandates: one side proposes, the other accepts, either ends. The agent acts, the principal answers: what is counted is counted
 * for the principal. The other side is named by its SIREN, and whether that has an account is not told. Thread-safe.
 */
public final class Mandates {
    /** The longest mandate, in years: one that is forgotten ends by itself. */
    public static final int MAX_YEARS = 3;

    private static final String MANDATES = "select m.*, p.name as principal_name, a.name as agent_name"
            + " from accounts.mandate m left join accounts.company p on p.id = m.principal"
            + " left join accounts.company a on a.id = m.agent ";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    /** Mandates in this database. */
    public Mandates(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** Proposes a mandate; the owners of the other company, if it has a verified account, are told by mail. */
    public Mandate propose(Member by, Terms terms) {
        String siren = CompanyNumber.of(terms.otherNumber()).siren();
        LocalDate today = LegalCalendar.today(clock);
        if (terms.endsOn().isBefore(terms.startsOn())
                || terms.endsOn().isBefore(today)
                || !terms.endsOn().isBefore(terms.startsOn().plusYears(MAX_YEARS))) {
            throw new RefusedException(new CompanyRefusal.MandateDays());
        }
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            Names mine = names(by.company());
            if (mine.siren().equals(siren)) {
                throw new RefusedException(new CompanyRefusal.MandateWithOneself());
            }
            database.accounts()
                    .sql("insert into accounts.mandate"
                            + " (id, principal, agent, proposed_by, other_siren, starts_on, ends_on, proposed_at)"
                            + " values (:id, :principal, :agent, :by, :siren, :starts, :ends, :now)")
                    .param("id", id)
                    .param("principal", terms.side() == Side.PRINCIPAL ? by.company() : null)
                    .param("agent", terms.side() == Side.AGENT ? by.company() : null)
                    .param("by", by.company())
                    .param("siren", siren)
                    .param("starts", terms.startsOn())
                    .param("ends", terms.endsOn())
                    .param("now", now())
                    .update();
            tell(siren, "company/mandate-proposed", mine.name());
            record(by, "mandate.proposed", id);
            return find(by, id);
        });
    }

    /** Accepts what another company proposed. Takes a verified account: only then is its SIREN known to be its own. */
    public Mandate accept(Member by, UUID id) {
        return database.inAccounts(() -> {
            Names mine = names(by.company());
            if (!mine.verified()) {
                throw new RefusedException(new CompanyRefusal.NotVerified());
            }
            int accepted = database.accounts()
                    .sql(
                            "update accounts.mandate set principal = coalesce(principal, :me), agent = coalesce(agent, :me),"
                                    + " accepted_at = :now where id = :id and other_siren = :siren and proposed_by <> :me"
                                    + " and accepted_at is null and ended_at is null and ends_on >= :today")
                    .param("me", by.company())
                    .param("siren", mine.siren())
                    .param("id", id)
                    .param("now", now())
                    .param("today", LegalCalendar.today(clock))
                    .update();
            requireOne(accepted);
            Mandate mandate = find(by, id);
            tell(names(mandate.proposedBy()).siren(), "company/mandate-accepted", mine.name());
            record(by, "mandate.accepted", id);
            return mandate;
        });
    }

    /** Ends a mandate from this moment, or turns a proposal down, or takes it back. Either side may. */
    public void end(Member by, UUID id) {
        database.runInAccounts(() -> {
            Mandate mandate = find(by, id);
            LocalDate today = LegalCalendar.today(clock);
            int ended = database.accounts()
                    .sql("update accounts.mandate set ended_at = :now, ended_on = :today"
                            + " where id = :id and ended_at is null and ends_on >= :today")
                    .param("id", id)
                    .param("now", now())
                    .param("today", today)
                    .update();
            requireOne(ended);
            String mine = names(by.company()).siren();
            boolean proposer = mandate.proposedBy().equals(by.company());
            String other = proposer
                    ? mandate.otherSiren()
                    : names(mandate.proposedBy()).siren();
            if (!other.equals(mine)) {
                tell(other, "company/mandate-ended", names(by.company()).name());
            }
            record(by, "mandate.ended", id);
        });
    }

    /** A company's mandates of either side, and what was proposed to its SIREN once it is verified; the latest first. */
    public List<Mandate> of(UUID company) {
        return visibleTo(
                        company,
                        database.accounts()
                                .sql(MANDATES
                                        + "where m.principal = :me or m.agent = :me or (m.other_siren = :siren and :verified)"
                                        + " order by m.proposed_at desc, m.id"))
                .query(this::mandate)
                .list();
    }

    /** Whether this company may act for that principal at this instant: it is itself, or a mandate is in force. */
    public boolean mayAct(UUID agent, UUID principal, Instant at) {
        return agent.equals(principal)
                || principals(agent, at).stream().anyMatch(found -> found.id().equals(principal));
    }

    /** Refuses unless this company may act for that principal now. */
    public void require(UUID agent, UUID principal) {
        if (!mayAct(agent, principal, clock.instant())) {
            throw new RefusedException(new CompanyRefusal.NoMandate());
        }
    }

    /** Refuses unless the operator has verified the company and not suspended it: it does nothing real for itself either. */
    public void requireVerified(UUID company) {
        Companies.requireVerified(database, company);
    }

    /** The verified companies for which this one, verified itself, may act at an instant, itself aside, by name. */
    public List<Principal> principals(UUID agent, Instant at) {
        return database.accounts()
                .sql("select distinct c.id, c.name, c.siren from accounts.mandate m"
                        + " join accounts.company c on c.id = m.principal"
                        + " join accounts.company a on a.id = m.agent and a.state = 'VERIFIED'"
                        + " where m.agent = :agent and m.accepted_at <= :at and (m.ended_at is null or m.ended_at > :at)"
                        + " and m.starts_on <= :day and m.ends_on >= :day and c.state = 'VERIFIED'"
                        + " order by c.name, c.id")
                .param("agent", agent)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("day", LegalCalendar.dayOf(at))
                .query((row, n) ->
                        new Principal(row.getObject("id", UUID.class), row.getString("name"), row.getString("siren")))
                .list();
    }

    /** The times for which this company holds or held a mandate of that principal; not those that begin later. */
    public List<Held> held(UUID agent, UUID principal) {
        return database
                .accounts()
                .sql("select accepted_at, ended_at, starts_on, ends_on from accounts.mandate"
                        + " where agent = ? and principal = ? and accepted_at is not null")
                .params(agent, principal)
                .query((row, n) -> held(row))
                .list()
                .stream()
                .filter(held ->
                        held.from().isBefore(held.until()) && !held.from().isAfter(clock.instant()))
                .toList();
    }

    private static Held held(ResultSet row) throws SQLException {
        Instant accepted = Columns.instant(row, "accepted_at");
        Optional<Instant> ended = Columns.optionalInstant(row, "ended_at");
        Instant first = LegalCalendar.startOf(row.getObject("starts_on", LocalDate.class));
        Instant over =
                LegalCalendar.startOf(row.getObject("ends_on", LocalDate.class).plusDays(1));
        return new Held(
                accepted.isAfter(first) ? accepted : first,
                ended.filter(end -> !end.isAfter(over)).orElse(over));
    }

    private Mandate find(Member by, UUID id) {
        return visibleTo(
                        by.company(),
                        database.accounts()
                                .sql(MANDATES
                                        + "where m.id = :id and (m.principal = :me or m.agent = :me"
                                        + " or (m.other_siren = :siren and :verified))")
                                .param("id", id))
                .query(this::mandate)
                .optional()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMandate()));
    }

    private StatementSpec visibleTo(UUID company, StatementSpec statement) {
        Names mine = names(company);
        return statement.param("me", company).param("siren", mine.siren()).param("verified", mine.verified());
    }

    private Names names(UUID company) {
        return database.accounts()
                .sql("select name, siren, state = 'VERIFIED' as verified from accounts.company where id = ?")
                .param(company)
                .query((row, n) -> new Names(row.getString("name"), row.getString("siren"), row.getBoolean("verified")))
                .single();
    }

    private void tell(String siren, String template, String from) {
        List<UUID> verified = database.accounts()
                .sql("select id from accounts.company where siren = ? and state = 'VERIFIED'")
                .param(siren)
                .query(UUID.class)
                .list();
        for (UUID company : verified) {
            for (Member owner : Members.owners(database, company)) {
                outbox.put(new Message(owner.email(), owner.locale(), template, Map.of("company", from)));
            }
        }
    }

    private Mandate mandate(ResultSet row, int n) throws SQLException {
        LocalDate today = LegalCalendar.today(clock);
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

    private void record(Member by, String action, UUID mandate) {
        audit.record(new AuditEntry(by.actor(), action, "mandate:" + mandate, Map.of()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static void requireOne(int changed) {
        if (changed == 0) {
            throw new RefusedException(new CompanyRefusal.UnknownMandate());
        }
    }

    /** Which side the proposing company is on. */
    public enum Side {
        /** It lets the other act for it. */
        PRINCIPAL,
        /** It wants to act for the other. */
        AGENT
    }

    /**
     * What is proposed.
     *
     * @param side the proposing company's
     * @param otherNumber the other one's SIREN or SIRET, as typed
     * @param startsOn the first day
     * @param endsOn the last day
     */
    public record Terms(Side side, String otherNumber, LocalDate startsOn, LocalDate endsOn) {}

    /**
     * A company that one acts for.
     *
     * @param id its id
     * @param name its name
     * @param siren its SIREN
     */
    public record Principal(UUID id, String name, String siren) {}

    private record Names(String name, String siren, boolean verified) {}

    /**
     * A time for which a mandate holds or held.
     *
     * @param from from this instant on
     * @param until up to this instant, which no longer belongs to it
     */
    public record Held(Instant from, Instant until) {
        /** Whether an instant lies in it. */
        public boolean at(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }
}
