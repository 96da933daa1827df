package org.openbloctel.registry.accounts.company;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Shown;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Plans as their operator changes them: one person proposes, another one confirms what was shown to them, and a dated version is written.
 * A change begins tomorrow at the earliest, so that no day has two prices; what was ordered keeps its own. Thread-safe: confirmations take
 * their turn at the versions' rows.
 */
public final class PlanVersions {
    private static final Decision.Kind KIND = Decision.Kind.PLAN;
    private static final int MAX_YEARS = 5;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final FourEyes fourEyes;
    private final PlanRows rows;
    private final PowerRows powers;

    /** Versions in this database. */
    public PlanVersions(Database database, InstantSource clock, AuditTrail audit, FourEyes fourEyes) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.fourEyes = fourEyes;
        this.rows = database.rows(PlanRows.class);
        this.powers = PlanRows.powers(database);
    }

    /**
     * A change that waits to be confirmed.
     *
     * @param change the change
     * @param asked who proposed it, and when
     * @param replaced the versions of the plan that end with it or never begin, the earliest first
     * @param digest of all of this: a confirmation carries it
     * @param current whether it can be confirmed: the plan has the versions that it had when the change was proposed
     */
    public record Proposal(PlanChange change, Decision asked, List<Plan> replaced, String digest, boolean current) {
        /** Copies the versions. */
        public Proposal {
            replaced = List.copyOf(replaced);
        }
    }

    /** All versions of all plans, by plan, the earliest first. */
    public List<Plan> all() {
        return rows.all();
    }

    /** The changes that wait to be confirmed, the first to be proposed first. */
    public List<Proposal> pending() {
        List<Plan> versions = rows.all();
        return fourEyes.pending(KIND).stream()
                .map(decision -> proposal(decision, versions))
                .toList();
    }

    /**
     * Proposes a change, which waits to be confirmed, by the same person where the operator is one person; one of the same plan that
     * waits gives way to it.
     */
    public void propose(PlanChange change, UUID person) {
        NumbersInTexts.refuse("source", change.source());
        database.runInAccounts(() -> {
            List<Plan> versions = rows.lockAll();
            PlanChange.require(
                    "plan", versions.stream().anyMatch(one -> one.code().equals(change.code())));
            LocalDate today = LegalCalendar.today(clock);
            PlanChange.require(
                    "validFrom", change.from().isAfter(today) && change.from().isBefore(today.plusYears(MAX_YEARS)));
            PlanChange.require("price", isPossible(change));
            requireAnyPlan(change, versions);
            fourEyes.stop(KIND, subject(change.code()), actor(person));
            record(person, "plan.version-proposed", change);
            fourEyes.ask(matter(change.code(), versions), change.source(), change.written(), person);
        });
    }

    /**
     * Confirms a change that another person proposed. The versions are locked before the decision, as where a change is proposed.
     *
     * @param digest of the proposal that was shown: any other one is refused
     */
    public void confirm(String code, String digest, UUID person) {
        database.runInAccounts(() -> {
            List<Plan> versions = rows.lockAll();
            boolean waited = confirmed(matter(code, versions), digest, person, versions);
            if (!waited) {
                throw new RefusedException(new CompanyRefusal.PlanProposalChanged());
            }
        });
    }

    private boolean confirmed(FourEyes.Matter matter, String digest, UUID person, List<Plan> versions) {
        try {
            return fourEyes.confirm(matter, digest, person, decision -> write(change(decision), versions, person));
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof AccessRefusal.DecisionChanged) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Refuses a change; the person who proposed it may, too.
     *
     * @return false when none waits
     */
    public boolean refuse(String code, UUID person) {
        return database.inAccounts(() -> {
            Optional<Decision> asked = fourEyes.pending(KIND, subject(code));
            boolean stopped = fourEyes.stop(KIND, subject(code), actor(person));
            if (stopped) {
                asked.map(PlanVersions::change).ifPresent(one -> record(person, "plan.version-refused", one));
            }
            return stopped;
        });
    }

    private void write(PlanChange change, List<Plan> versions, UUID person) {
        if (!change.from().isAfter(LegalCalendar.today(clock))) {
            throw new RefusedException(new CompanyRefusal.PlanProposalLate(change.from()));
        }
        requireAnyPlan(change, versions);
        PowerRows.Change power = powers.change(change.code());
        rows.write(change);
        record(person, "plan.version-confirmed", change, power.made(facts(change)));
    }

    private static PlanChange change(Decision asked) {
        return PlanChange.read(asked.details(), asked.evidence());
    }

    private Proposal proposal(Decision asked, List<Plan> versions) {
        PlanChange change = change(asked);
        List<Plan> replaced = versions.stream()
                .filter(one -> one.code().equals(change.code()))
                .filter(one -> one.holdsOn(change.from()) || one.from().isAfter(change.from()))
                .toList();
        FourEyes.Standing standing = fourEyes.standing(matter(change.code(), versions));
        return new Proposal(change, asked, replaced, standing.digest(), standing.asked() != null);
    }

    private static FourEyes.Matter matter(String code, List<Plan> versions) {
        Object[] own = versions.stream().filter(one -> one.code().equals(code)).toArray();
        return new FourEyes.Matter(KIND, subject(code), () -> Shown.NOTHING.with("versions", own));
    }

    /** The plan named free costs nothing, and no other one is given away: the guard counts a plan without a price as none. */
    private static boolean isPossible(PlanChange change) {
        Plan version = change.version();
        return version == null || (version.code().equals("free") ? version.free() : version.priceCents() > 0);
    }

    private static void requireAnyPlan(PlanChange change, List<Plan> versions) {
        LocalDate without = change.firstDayWithoutAny(versions);
        if (without != null) {
            throw new RefusedException(new CompanyRefusal.NoPlanOffered(without));
        }
    }

    /** Decisions are about ids; a plan has a code. */
    private static UUID subject(String code) {
        return UUID.nameUUIDFromBytes(("plan:" + code).getBytes(StandardCharsets.UTF_8));
    }

    private static String actor(UUID person) {
        return "staff:" + person;
    }

    private void record(UUID person, String action, PlanChange change) {
        record(person, action, change, facts(change));
    }

    private void record(UUID person, String action, PlanChange change, Map<String, String> facts) {
        audit.record(new AuditEntry(actor(person), action, "plan:" + change.code(), facts));
    }

    private static Map<String, String> facts(PlanChange change) {
        return Map.of("change", change.written(), "source", change.source());
    }
}
