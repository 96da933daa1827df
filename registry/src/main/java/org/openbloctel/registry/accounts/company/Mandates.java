package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Mandates: one side proposes, the other accepts, either ends. The agent acts, the principal answers: what is counted is counted
 * for the principal. The other side is named by its SIREN, and whether that has an account is not told. Thread-safe.
 */
public final class Mandates {
    /** The longest mandate, in years: one that is forgotten ends by itself. */
    public static final int MAX_YEARS = 3;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final MandateRows rows;
    private final MemberDirectory members;
    private final CompanyDirectory companies;

    public Mandates(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.rows = database.rows(MandateRows.class);
        this.members = new MemberDirectory(database);
        this.companies = new CompanyDirectory(database);
    }

    /** Proposes a mandate; the owners of the other company, if it has a verified account, are told by mail. */
    public Mandate propose(Member by, Mandate.Terms terms) {
        String siren = CompanyNumber.of(terms.otherNumber()).siren();
        LocalDate today = LegalCalendar.today(clock);
        if (terms.endsOn().isBefore(terms.startsOn())
                || terms.endsOn().isBefore(today)
                || !terms.endsOn().isBefore(terms.startsOn().plusYears(MAX_YEARS))) {
            throw new RefusedException(new CompanyRefusal.MandateDays());
        }
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            Company.Named mine = named(by.company());
            if (mine.siren().equals(siren)) {
                throw new RefusedException(new CompanyRefusal.MandateWithOneself());
            }
            rows.insert(
                    id,
                    terms.side() == Mandate.Side.PRINCIPAL ? by.company() : null,
                    terms.side() == Mandate.Side.AGENT ? by.company() : null,
                    by.company(),
                    siren,
                    terms,
                    clock.instant());
            notify(siren, "company/mandate-proposed", mine.name());
            record(by, "mandate.proposed", id);
            return find(by, id);
        });
    }

    /** Accepts what another company proposed. Takes a verified account: only then is its SIREN known to be its own. */
    public Mandate accept(Member by, UUID id) {
        return database.inAccounts(() -> {
            Company.Named mine = named(by.company());
            if (!mine.verified()) {
                throw new RefusedException(new CompanyRefusal.NotVerified());
            }
            Instant now = clock.instant();
            requireFound(rows.accept(id, mine, now, LegalCalendar.dayOf(now)));
            Mandate mandate = find(by, id);
            notify(named(mandate.proposedBy()).siren(), "company/mandate-accepted", mine.name());
            record(by, "mandate.accepted", id);
            return mandate;
        });
    }

    /** Ends a mandate from this moment, or turns a proposal down, or takes it back. Either side may. */
    public void end(Member by, UUID id) {
        database.runInAccounts(() -> {
            Mandate mandate = find(by, id);
            Instant now = clock.instant();
            requireFound(rows.end(id, now, LegalCalendar.dayOf(now)));
            Company.Named mine = named(by.company());
            boolean proposer = mandate.proposedBy().equals(by.company());
            String other = proposer
                    ? mandate.otherSiren()
                    : named(mandate.proposedBy()).siren();
            if (!other.equals(mine.siren())) {
                notify(other, "company/mandate-ended", mine.name());
            }
            record(by, "mandate.ended", id);
        });
    }

    /** A company's mandates of either side, and what was proposed to its SIREN once it is verified; the latest first. */
    public List<Mandate> of(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        return rows.of(named(company)).stream().map(row -> row.on(today)).toList();
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
    public List<Mandate.Principal> principals(UUID agent, Instant at) {
        return database.isDoubted("company", agent)
                ? List.of()
                : rows.principals(agent, at, LegalCalendar.dayOf(at)).stream()
                        .filter(one -> !database.isDoubted("company", one.id()))
                        .toList();
    }

    /** For whom this company may act now: itself first, then as {@link #principals}. */
    public List<Mandate.Principal> choices(UUID agent) {
        Company.Named own = named(agent);
        List<Mandate.Principal> choices = new ArrayList<>();
        choices.add(new Mandate.Principal(own.id(), own.name(), own.siren()));
        choices.addAll(principals(agent, clock.instant()));
        return choices;
    }

    /** Agents that hold mandates in force of so many of these principals, the one with the most first. */
    public List<Mandate.Spread> spreads(Collection<UUID> principals, int least) {
        Instant now = clock.instant();
        return rows.spreads(principals, least, now, LegalCalendar.dayOf(now));
    }

    /** The times for which this company holds or held a mandate of that principal; not those that begin later. */
    public List<Mandate.Period> held(UUID agent, UUID principal) {
        return rows.held(agent, principal).stream()
                .map(MandateRows.Held::period)
                .filter(held ->
                        held.from().isBefore(held.until()) && !held.from().isAfter(clock.instant()))
                .toList();
    }

    private Mandate find(Member by, UUID id) {
        return rows.find(named(by.company()), id)
                .map(row -> row.on(LegalCalendar.today(clock)))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMandate()));
    }

    private Company.Named named(UUID company) {
        return companies.find(Set.of(company), Set.of()).getFirst();
    }

    private void notify(String siren, String template, String from) {
        Optional<Company.Named> verified = companies.verified(siren);
        if (verified.isPresent()) {
            for (Member owner : members.owners(verified.get().id())) {
                outbox.put(new Outbox.Message(owner.email(), owner.locale(), template, Map.of("company", from)));
            }
        }
    }

    private void record(Member by, String action, UUID mandate) {
        audit.record(new AuditEntry(by.actor(), action, "mandate:" + mandate, Map.of()));
    }

    private static void requireFound(boolean changed) {
        if (!changed) {
            throw new RefusedException(new CompanyRefusal.UnknownMandate());
        }
    }
}
