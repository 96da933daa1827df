package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.list.trace.CheckedSet;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.RoomState;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The work on submissions. The server that received one runs it at once ({@link #run}); what was left behind by a server that stopped
 * is found by {@link #runNext}, which any server may call at any time. An attempt holds a lease, and publishes under the number
 * it was taken with, so that nothing is lost and nothing is published twice. Thread-safe.
 *
 * <p>A file that cannot be scrubbed is refused; any other fault is thrown, and the submission waits to be tried again, though
 * never for ever: {@link Blame} says which failures are the file's own, and when there is no other attempt.
 */
public final class ScrubQueue {
    /** For how many days a check holds. */
    public static final int CHECK_HOLDS_DAYS = 30;

    private static final Duration REFUSED_WITHIN = Duration.ofHours(1);
    private static final int FAILED_DAYS = 30;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final ScrubSettings settings;
    private final MasterKeys master;
    private final Vault vault;
    private final DiskRoom work;
    private final AttemptRows rows;
    private final CheckedRows checkedRows;
    private final ReturnedRows returned;
    private final SealingKeys sealing;
    private final Supplier<OppositionList> currentList;
    private final UnaryOperator<ScrubReport.ListUsed> published;
    private final Workbooks workbooks;
    private final Allowance allowance;
    private final Attestation attestation;
    private final Consumer<Duration> waits;
    private final Events events;
    private final Blame blame;
    private final CampaignLaw law;
    private final Gate gate;
    private final Hold.Alarm alarm;
    private final Traces traces;
    private Tracker.Pulses pulses = Tracker.TWICE_A_SECOND;

    /**
     * What the work needs from others.
     *
     * @param published a list as others may read of it
     * @param waits is told of each file that was returned how long it waited: since its receipt, or the end of its last hold
     * @param gate decides whether a result may leave
     * @param alarm is told of files that may not
     * @param traces keep which numbers were checked
     */
    public record Needs(
            Supplier<OppositionList> currentList,
            UnaryOperator<ScrubReport.ListUsed> published,
            Workbooks workbooks,
            Allowance allowance,
            Attestation attestation,
            Consumer<Duration> waits,
            Events events,
            CampaignLaw law,
            Gate gate,
            Hold.Alarm alarm,
            Traces traces) {}

    /**
     * A queue.
     *
     * @param needs among them the list: its supplier refuses when the list is not fresh, and submissions then wait
     */
    public ScrubQueue(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            ScrubSettings settings,
            Vault vault,
            MasterKeys master,
            Needs needs)
            throws IOException {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.master = master;
        this.vault = vault;
        this.work = settings.room();
        settings.prepare();
        this.rows = database.rows(AttemptRows.class);
        this.checkedRows = database.rows(CheckedRows.class);
        this.returned = ReturnedRows.in(database);
        this.sealing = new SealingKeys(database, clock, audit);
        this.currentList = needs.currentList();
        this.published = needs.published();
        this.workbooks = needs.workbooks();
        this.allowance = needs.allowance();
        this.attestation = needs.attestation();
        this.waits = needs.waits();
        this.events = needs.events();
        this.blame = new Blame(database, vault, settings);
        this.law = needs.law();
        this.gate = needs.gate();
        this.alarm = needs.alarm();
        this.traces = needs.traces();
    }

    /** Lets attempts give their signs of life by another pulse; to be called before the first attempt. */
    void beatBy(Tracker.Pulses other) {
        pulses = other;
    }

    /** How the queue stands. */
    public ScrubTask.Depth depth() {
        return rows.depth(clock.instant().minus(REFUSED_WITHIN));
    }

    /** Those of all companies within the last month, newest first. */
    public List<ScrubTask.Failed> failed(int limit) {
        return rows.refusedForFailing(LegalCalendar.daysBefore(clock.instant(), FAILED_DAYS), limit);
    }

    /** Those of all companies that wait or are being worked on, oldest first. */
    public List<ScrubTask.Waiting> waiting(int limit) {
        return rows.waiting(limit);
    }

    /** Lets a submission that failed be tried again at once. */
    public void hurry(UUID id, String actor) {
        rows.hurry(id, clock.instant());
        audit.record(new AuditEntry(actor, "submission.hurried", "submission:" + id, Map.of()));
    }

    /** Works on this submission, if nobody else does. */
    public boolean run(UUID id) {
        OppositionList list = currentList.get();
        Instant now = clock.instant();
        Optional<ScrubTask.Attempt> taken = rows.take(id, list.revision(), now, lease(now));
        taken.ifPresent(attempt -> work(attempt, list, List.of()));
        return taken.isPresent();
    }

    /** Whether there is room for what a scrub writes. Without it submissions wait, which counts as no failed attempt. */
    private boolean hasRoom() {
        return vault.room().state() == RoomState.ENOUGH && work.state() == RoomState.ENOUGH;
    }

    /** Until when an attempt that gives a sign of life now needs no other. */
    private Instant lease(Instant now) {
        return now.plus(settings.lease());
    }

    /** Works on the submission that is due; false when none is. */
    public boolean runNext() {
        return runNext(AttemptRows.ALL);
    }

    /**
     * Works on the small submission that is due; false when none is. For the place of small files: those of up to 16 MiB as sent, which an
     * archive or a workbook may exceed once it is unpacked.
     */
    public boolean runNextSmall() {
        return runNext(AttemptRows.SMALL);
    }

    private boolean runNext(String lanes) {
        if (!hasRoom()) {
            return false;
        }
        OppositionList list = currentList.get();
        Instant now = clock.instant();
        Optional<ScrubTask.Attempt> taken = rows.takeNext(lanes, list.revision(), now, lease(now));
        taken.ifPresent(attempt -> work(attempt, list, List.of()));
        return taken.isPresent();
    }

    @SuppressWarnings("IllegalCatch") // the attempt has to be counted after any fault; it is thrown on
    private void work(ScrubTask.Attempt attempt, OppositionList list, List<Integer> late) {
        if (rows.abandoned(attempt) >= Blame.ABANDONED) {
            refuse(attempt, Refusal.Stored.of(new SubmissionRefusal.WorkFailed()));
            return;
        }
        boolean scrubbed = false;
        CheckedSet traced = traces.collect();
        try (Tracker tracker = new Tracker(
                        (bytes, lines) -> rows.alive(attempt, bytes, lines, lease(clock.instant())), pulses);
                Scrubber scrubber = scrubber(attempt, list, late, traced, tracker)) {
            Made made = scrubber.run();
            scrubbed = true;
            publish(attempt, made);
        } catch (CallFileException e) {
            if (late.isEmpty() && !e.places().isEmpty()) {
                work(attempt, list, e.places());
            } else {
                refuse(attempt, FileFaults.refused(e));
            }
        } catch (Tracker.SupersededException e) {
            discard(attempt);
        } catch (IOException e) {
            failed(attempt, e, !scrubbed);
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            if (e instanceof RefusedException refused && refused.refusal().category() != Refusal.Category.OURS) {
                refuse(attempt, Refusal.Stored.of(refused.refusal()));
                traces.discard(traced);
                return;
            }
            failed(attempt, e, !scrubbed);
            throw e;
        } finally {
            if (!scrubbed) {
                traces.discard(traced); // afterwards it may be published, though the fault hides it
            }
        }
    }

    /** Counts a failed attempt; after the last one the file is refused. */
    private void failed(ScrubTask.Attempt attempt, Throwable fault, boolean scrubbing) {
        try {
            boolean byFile = scrubbing && blame.isOnFile(fault);
            Optional<Boolean> last = rows.failed(attempt, byFile, Blame.describe(fault), clock.instant());
            if (last.orElse(false)) {
                refuse(attempt, Refusal.Stored.of(new SubmissionRefusal.WorkFailed()));
            } else if (last.isPresent()) {
                discard(attempt);
            }
        } catch (RuntimeException e) {
            // The database is away: the lease runs out, and the attempt counts as one that ended without a word. What
            // it wrote may be published: the sweeper asks the rows.
            fault.addSuppressed(e);
        }
    }

    private Scrubber scrubber(
            ScrubTask.Attempt attempt, OppositionList list, List<Integer> late, CheckedSet traced, Tracker tracker) {
        byte[] fingerprints = checkedRows.fingerprintKey(attempt.task().principal(), master);
        Scrubber.Work work = new Scrubber.Work(
                attempt.task(),
                attempt.number(),
                late,
                new NumberTakers(new CheckedNumbers(fingerprints), gate.reading(), traced),
                list,
                published,
                attempt.task().campaignId().map(campaign -> law),
                seal(sealing.recipients(readers(attempt))));
        return new Scrubber(new InVault(vault, attempt, master), settings, workbooks, work, tracker);
    }

    private static Optional<Seal> seal(List<String> recipients) {
        return recipients.isEmpty() ? Optional.empty() : Optional.of(new Seal(recipients));
    }

    /** Who may download what comes back. */
    private static List<UUID> readers(ScrubTask.Attempt attempt) {
        return List.of(attempt.task().company(), attempt.task().principal());
    }

    /** Whether the files are sealed to the keys that hold, which do not change before the open transaction ends. */
    private boolean isSealedAsNow(ScrubTask.Attempt attempt, Made made) {
        List<String> now = sealing.lockedRecipients(readers(attempt));
        return made.files().stream()
                .allMatch(file -> file.sealed()
                        .map(Returned.Sealed::recipients)
                        .orElseGet(List::of)
                        .equals(now));
    }

    /**
     * In one transaction: the state, the files, the plan, the certificate, the trail. Nothing of it when another attempt has
     * taken over, and only the state and the trail when the file is held.
     */
    boolean publish(ScrubTask.Attempt attempt, Made made) throws IOException {
        CheckedBefore before =
                new CheckedBefore(checkedRows, vault, master, attempt.task().principal(), made.checked());
        Traces.Stored stored = traces.store(made.traced());
        CheckedRows.CheckedFile file = before.keep(attempt);
        Ending ending;
        Instant now;
        do {
            // Most fingerprints are read outside the turn; the next round reads what another submission adds.
            now = clock.instant();
            before.strike(now);
            ending = publish(attempt, new Found(made, file, stored), before, now);
        } while (ending == Ending.MORE_TO_STRIKE);
        if (ending == Ending.PUBLISHED) {
            waits.accept(Duration.between(attempt.queuedAt(), now));
        }
        if (ending == Ending.SUPERSEDED || ending == Ending.HELD) {
            discard(attempt);
        }
        if (ending != Ending.PUBLISHED) {
            traces.discard(made.traced());
        }
        if (ending == Ending.OTHER_KEY) {
            failed(attempt, new IllegalStateException("the key of the results changed during the scrub"), false);
        }
        return ending == Ending.PUBLISHED;
    }

    /** What an attempt to publish came to. */
    private enum Ending {
        PUBLISHED,
        HELD,
        SUPERSEDED,
        /** The files are not sealed to the keys that hold by now: they are scrubbed again. */
        OTHER_KEY,
        MORE_TO_STRIKE
    }

    /** What an attempt made and stored. */
    private record Found(Made made, CheckedRows.CheckedFile file, Traces.Stored traced) {}

    private static TracedCheck check(ScrubTask task, Made made, String certificate, Instant now) {
        return new TracedCheck(
                TracedCheck.Kind.FILE,
                now,
                now,
                task.company(),
                task.principal(),
                task.id(),
                task.campaignId().orElse(null),
                task.campaign().orElse(null),
                certificate,
                made.list().revision());
    }

    /** In turn with other submissions of the principal, so that of two that have a line in common one pays for it. */
    private Ending publish(ScrubTask.Attempt attempt, Found found, CheckedBefore before, Instant now) {
        Made made = found.made();
        return database.inAccounts(() -> {
            UUID principal = attempt.task().principal();
            if (!before.strikeInTurn(now)) {
                return Ending.MORE_TO_STRIKE;
            }
            Optional<AttemptRows.Standing> standing = rows.lock(attempt);
            if (standing.isEmpty()) {
                return Ending.SUPERSEDED;
            }
            if (!isSealedAsNow(attempt, made)) {
                return Ending.OTHER_KEY;
            }
            UUID id = attempt.id();
            long charged = made.checked().fresh();
            allowance.charge(principal, id, charged); // what the plan does not hold is refused, not held
            Optional<Hold> hold = gate.hold(attempt.task(), made);
            if (hold.isPresent()) {
                allowance.giveBack(id);
                hold(attempt, hold.get(), standing.get(), now);
                return Ending.HELD;
            }
            if (!rows.ready(attempt, made, charged, now)) {
                return Ending.SUPERSEDED;
            }
            made.files().forEach(stored -> returned.add(id, stored));
            before.add(found.file(), now);
            String certificate = attestation.certify(facts(attempt.task(), made, now));
            rows.certified(id, certificate);
            traces.add(found.traced(), check(attempt.task(), made, certificate, now));
            audit.record(new AuditEntry(
                    "system",
                    "submission.scrubbed",
                    "submission:" + id,
                    Map.of(
                            "rows", Long.toString(made.report().rows()),
                            "listRevision", Long.toString(made.report().list().revision()))));
            events.raise(SubmissionEvents.ready(attempt.task(), made.report(), certificate));
            return Ending.PUBLISHED;
        });
    }

    /** Holds the file. One that was held for the same reason before is held again without another mail or event. */
    private void hold(ScrubTask.Attempt attempt, Hold hold, AttemptRows.Standing standing, Instant now) {
        rows.held(attempt, hold, now);
        audit.record(new AuditEntry(
                "system",
                "submission.held",
                "submission:" + attempt.id(),
                Map.of("kind", hold.kind().name(), "figures", hold.figures())));
        if (!standing.heldBefore().equals(Optional.of(hold.kind()))) {
            events.raise(SubmissionEvents.held(attempt.task(), hold));
            alarm.held(attempt.task(), hold, now);
        }
    }

    /** Removes what an attempt wrote that came to nothing; what cannot be removed now, the sweeper finds. */
    private void discard(ScrubTask.Attempt attempt) {
        try {
            for (String name : vault.names(attempt.id())) {
                if (name.endsWith("-" + attempt.number()) && !name.startsWith("in-")) {
                    vault.delete(attempt.id(), name);
                }
            }
        } catch (IOException e) {
            // The sweeper finds it.
        }
    }

    private void erase(ScrubTask.Attempt attempt) {
        try {
            vault.deleteBut(attempt.id(), List.of());
        } catch (IOException e) {
            // The sweeper finds it: no row names it any more.
        }
    }

    private static Attestation.Facts facts(ScrubTask task, Made made, Instant now) {
        return new Attestation.Facts(
                task.id(),
                task.company(),
                task.principal(),
                task.campaign(),
                task.fileName(),
                task.sha256(),
                made.report(),
                ScrubReport.ListUsed.of(made.list()),
                made.returned(task.fileName()),
                now);
    }

    /** Refuses the file; one that cannot be mended takes no room from then on. */
    private boolean refuse(ScrubTask.Attempt attempt, Refusal.Stored why) {
        boolean forGood = FileFaults.isForGood(why);
        boolean erased = database.inAccounts(() -> {
            boolean refused = rows.refuse(attempt, why, forGood, clock.instant());
            if (refused) {
                audit.record(new AuditEntry(
                        "system", "submission.refused", "submission:" + attempt.id(), Map.of("code", why.code())));
                events.raise(SubmissionEvents.refused(attempt.task(), why));
            }
            if (refused && forGood) {
                audit.record(new AuditEntry("system", "submission.erased", "submission:" + attempt.id(), Map.of()));
            }
            return refused && forGood;
        });
        if (erased) {
            erase(attempt);
        } else {
            discard(attempt);
        }
        return true;
    }
}
