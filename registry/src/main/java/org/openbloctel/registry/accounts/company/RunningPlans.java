package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The plans that run. One that is another than the audit trail says gives nothing. Thread-safe. */
final class RunningPlans {
    private final Database database;
    private final SubscriptionRows rows;

    RunningPlans(Database database) {
        this.database = database;
        this.rows = database.rows(SubscriptionRows.class);
    }

    /** The plan of a company that runs on a day. */
    Optional<Subscription> find(UUID company, LocalDate day) {
        return rows.running(company, day).filter(this::isBelieved);
    }

    /** The plans of some companies that run on a day. */
    Map<UUID, Subscription> find(Collection<UUID> companies, LocalDate day) {
        return rows.running(companies, day).stream()
                .filter(this::isBelieved)
                .collect(Collectors.toMap(Subscription::company, plan -> plan));
    }

    /** The plan of a company that runs on a day, locked until the transaction ends. */
    Optional<Subscription> lock(UUID company, LocalDate day) {
        return rows.lockRunning(company, day).filter(this::isBelieved);
    }

    private boolean isBelieved(Subscription plan) {
        return !database.isDoubted("subscription", plan.id());
    }

    /**
     * Starts a plan that is paid for: a larger one for the rest of the running year takes its place; any other one starts on this day, or
     * when the running one ends that still gives something.
     */
    void start(UUID id, LocalDate day) {
        Subscription ordered = rows.get(id);
        Optional<LocalDate> term = rows.upgradeUntil(id);
        if (term.isPresent()) {
            upgrade(ordered, term.get(), day);
            return;
        }
        LocalDate starts = day;
        Optional<Subscription> running = lock(ordered.company(), day);
        if (running.isPresent() && running.get().givesWay() && ordered.priceCents() > 0) {
            rows.end(running.get().id(), day);
        } else if (running.isPresent() && running.get().endsOn() != null) {
            starts = running.get().endsOn();
        }
        rows.start(id, starts, starts.plusYears(1));
    }

    /** Lines that are used stay used: they move with what was drawn for submissions, so that one that comes to nothing gives back. */
    private void upgrade(Subscription ordered, LocalDate term, LocalDate day) {
        Subscription running = lock(ordered.company(), day)
                .filter(one -> term.equals(one.endsOn()))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UpgradeLapsed(term.minusDays(1))));
        rows.end(running.id(), day);
        rows.start(ordered.id(), day, term, running.usedLines());
        rows.moveUses(ordered.id(), running.id());
    }
}
