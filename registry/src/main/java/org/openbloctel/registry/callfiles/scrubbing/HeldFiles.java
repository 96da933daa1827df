package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * The ways out of a hold. A person of the operator releases a file, which is then scrubbed again, or refuses it. A file over its budget is
 * tried again once the budget is enough, and when a new day has begun. A file whose time is over is refused. Of two who decide at once one
 * succeeds. Thread-safe; several servers may share the database.
 */
public final class HeldFiles {
    private static final int MAX_REASON = 200;
    private static final String SYSTEM = "system";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Events events;
    private final HeldRows rows;
    private final Stops stops;
    private final Gate gate;
    private final Provenance.Alarm alarm;

    /**
     * Held files of this database.
     *
     * @param gate which holds them
     * @param alarm told of provenances
     */
    public HeldFiles(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Events events,
            Gate gate,
            Provenance.Alarm alarm) {
        this.alarm = alarm;
        this.gate = gate;
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        this.rows = database.rows(HeldRows.class);
        this.stops = new Stops(database);
    }

    /**
     * A file that is held.
     *
     * @param since when the last attempt ended in the hold
     */
    public record Held(@Nested ScrubTask task, String holdKind, String holdFigures, Instant since) {
        /** Why it does not leave. */
        public Hold hold() {
            return Hold.read(holdKind, holdFigures).orElseThrow();
        }

        /** When it is refused unless it left before. */
        public Instant until() {
            return task.receivedAt().plus(Hold.MAX_DURATION);
        }
    }

    /**
     * The state of held files.
     *
     * @param count how many there are
     * @param oldest when the oldest of them was received
     */
    public record Depth(int count, Optional<Instant> oldest) {}

    /** How held files stand. */
    public Depth depth() {
        return rows.depth();
    }

    /** Those of all companies, the first received first. */
    public List<Held> list(int limit) {
        return rows.list(limit);
    }

    /**
     * Releases a file: it is scrubbed again, and the gate is told.
     *
     * @param reason why, for the trail
     * @throws RefusedException when it is not held any more, or there is no reason
     */
    public void release(UUID id, String reason, String actor) {
        String why = reason(reason);
        database.runInAccounts(() -> {
            if (!rows.release(id, clock.instant())) {
                throw new RefusedException(new SubmissionRefusal.NotHeld());
            }
            record(actor, "submission.released", id, Map.of("reason", why));
        });
    }

    /**
     * Keeps what an owner says of a held file's numbers, for the person who decides on it; the last word counts. Writes to the operator's
     * people unless something was said of this file within the last hour.
     *
     * @param papers the address of papers, or nothing
     * @throws RefusedException when the file is not this company's or not held, or the text cannot be kept
     */
    public void explain(UUID company, UUID id, String text, String papers, String actor) {
        Provenance provenance = Provenance.read(text, papers, actor, clock.instant());
        database.runInAccounts(() -> {
            if (!rows.lock(id).equals(Optional.of(company))) {
                throw new RefusedException(new SubmissionRefusal.NotHeld());
            }
            boolean told = rows.isExplainedSince(id, provenance.at().minus(Provenance.QUIET));
            rows.explain(id, provenance);
            if (!told) {
                alarm.said(company, Provenance.About.FILE);
            }
            record(actor, "submission.explained", id, Map.of());
        });
    }

    /** What was said of a file's numbers, if anything was. */
    public Optional<Provenance> provenance(UUID id) {
        return rows.provenance(id);
    }

    /** A held file, while it is held. */
    public Optional<Held> find(UUID id) {
        return rows.find(id);
    }

    /** Whether it takes two people to release a file: its company is stopped for its principal by one of the last two steps. */
    public boolean takesTwo(UUID id) {
        return find(id).flatMap(
                        file -> stops.step(file.task().company(), file.task().principal()))
                .filter(Stop.Step::takesTwo)
                .isPresent();
    }

    /**
     * Refuses a file.
     *
     * @param reason why; the company reads it
     * @throws RefusedException when it is not held any more, or there is no reason
     */
    public void refuse(UUID id, String reason, String actor) {
        String why = reason(reason);
        database.runInAccounts(() -> {
            if (!end(id, new SubmissionRefusal.HeldRefused(why), actor)) {
                throw new RefusedException(new SubmissionRefusal.NotHeld());
            }
        });
    }

    /** Withdraws a file for the company that sent it, in the open transaction; false when it is not held any more. */
    public boolean withdraw(UUID id, String actor) {
        return end(id, new SubmissionRefusal.HeldWithdrawn(), actor);
    }

    /** Refuses files whose time is over; returns how many. */
    public int expire() {
        return database.inAccounts(() -> {
            List<UUID> over = rows.receivedBefore(clock.instant().minus(Hold.MAX_DURATION));
            over.forEach(id -> end(id, new SubmissionRefusal.HeldTooLong(), SYSTEM));
            return over.size();
        });
    }

    /**
     * Releases the files of a company that stopped it, once a person has lifted the stop.
     *
     * @param principal for whom it was stopped; null when that was the company as a whole
     */
    public void releaseOf(UUID company, @Nullable UUID principal, String reason, String actor) {
        String why = reason(reason);
        database.runInAccounts(() -> {
            for (UUID id : rows.showingSigns(company, principal)) {
                if (rows.release(id, clock.instant())) {
                    record(actor, "submission.released", id, Map.of("reason", why));
                }
            }
        });
    }

    /**
     * Tries files again that were held because their budget was spent, where they fit into it now or another day has begun, and those of
     * companies that are not stopped any more; returns how many.
     */
    public int retry() {
        Instant today = LegalCalendar.startOf(LegalCalendar.today(clock));
        return database.inAccounts(() -> {
            List<UUID> again = new ArrayList<>(rows.retry(today, stops.companies(), stops.pairs(), clock.instant()));
            for (Held file : rows.overBudget()) {
                UUID id = file.task().id();
                if (gate.hasRoom(file.task(), file.hold()) && rows.retry(id, clock.instant())) {
                    again.add(id);
                }
            }
            again.forEach(id -> record(SYSTEM, "submission.retried", id, Map.of()));
            return again.size();
        });
    }

    private boolean end(UUID id, SubmissionRefusal refusal, String actor) {
        Refusal.Stored why = Refusal.Stored.of(refusal);
        Optional<ScrubTask> task = rows.refuse(id, why, clock.instant());
        task.ifPresent(refused -> {
            record(actor, "submission.refused", id, Map.of("code", why.code()));
            events.raise(SubmissionEvents.refused(refused, why));
        });
        return task.isPresent();
    }

    private void record(String actor, String action, UUID id, Map<String, String> details) {
        audit.record(new AuditEntry(actor, action, "submission:" + id, details));
    }

    /** The reason as it is kept; refused when there is none. */
    public static String reason(String typed) {
        String reason = typed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            throw new RefusedException(new RequestRefusal.UnreadableField("reason"));
        }
        return NumbersInTexts.without(reason);
    }
}
