package org.openbloctel.registry.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The work on submissions. Whoever received one runs it at once ({@link #run}); what was left behind by a server that stopped
 * is found by {@link #runNext}, which any server may call at any time. An attempt holds a lease, and publishes under the number
 * it was taken with, so that nothing is lost and nothing is published twice. Thread-safe.
 *
 * <p>A file that cannot be scrubbed is refused; whatever else goes wrong is thrown, and the submission waits to be tried again, though
 * never for ever: {@link Blame} says which failures are the file's own, and when there is no other attempt.
 */
public final class ScrubQueue {
    private static final Duration REFUSED_WITHIN = Duration.ofHours(1);
    private static final int FAILED_DAYS = 30;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Settings settings;
    private final MasterKeys master;
    private final Vault vault;
    private final AttemptRows rows;
    private final Supplier<OppositionList> currentList;
    private final Workbooks workbooks;
    private final Allowance allowance;
    private final Attestation attestation;
    private final SubmissionEvents events;
    private final Blame blame;
    private final CampaignLaw law;

    /** What the work needs from others. */
    public record Needs(
            Supplier<OppositionList> currentList,
            Workbooks workbooks,
            Allowance allowance,
            Attestation attestation,
            SubmissionEvents events,
            CampaignLaw law) {}

    /**
     * A queue.
     *
     * @param needs among them the list: its supplier refuses when the list is not fresh, and submissions then wait
     */
    public ScrubQueue(
            Database database, InstantSource clock, AuditTrail audit, Settings settings, MasterKeys master, Needs needs)
            throws IOException {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.master = master;
        this.vault = new Vault(settings.folder());
        WorkFolder.prepare(settings.work());
        this.rows = new AttemptRows(database, new SubmissionRows(database, settings), settings);
        this.currentList = needs.currentList();
        this.workbooks = needs.workbooks();
        this.allowance = needs.allowance();
        this.attestation = needs.attestation();
        this.events = needs.events();
        this.blame = new Blame(database, settings);
        this.law = needs.law();
    }

    /**
     * How the queue stands.
     *
     * @param failures failed attempts at those that wait
     * @param failing how many of those that wait failed again and again
     * @param refused how many were refused within the last hour because the work on them failed
     */
    public record Depth(int waiting, long failures, Optional<Instant> oldest, int failing, int refused) {}

    /** How the queue stands. */
    public Depth depth() {
        return rows.depth(clock.instant().minus(REFUSED_WITHIN));
    }

    /**
     * A submission that was refused because the work on it failed.
     *
     * @param fault what the last attempt failed by, without a word of the file
     */
    public record Failed(Submission submission, int failures, String fault) {}

    /** Those of all companies within the last month, newest first. */
    public List<Failed> failed(int limit) {
        return rows.refusedForFailing(Days.before(clock.instant(), FAILED_DAYS), limit);
    }

    /**
     * A submission that waits or is being worked on.
     *
     * @param failures how many attempts at it failed
     * @param leaseUntil until when nobody else takes it: an attempt is under way, or one failed and the next waits
     * @param fault what the last attempt failed by, without a word of the file
     */
    public record Waiting(Submission submission, int failures, Optional<Instant> leaseUntil, Optional<String> fault) {}

    /** Those of all companies that wait or are being worked on, oldest first. */
    public List<Waiting> waiting(int limit) {
        return rows.waiting(limit);
    }

    /** Lets a submission that failed be tried again at once. */
    public void hurry(UUID id) {
        rows.hurry(id, clock.instant());
    }

    /** Works on this submission, if nobody else does. */
    public boolean run(UUID id) {
        OppositionList list = currentList.get();
        Optional<SubmissionRows.Row> row = rows.take(id, list.revision(), clock.instant());
        row.ifPresent(taken -> work(taken, list));
        return row.isPresent();
    }

    /** Works on the submission that is due; false when none is. */
    public boolean runNext() {
        OppositionList list = currentList.get();
        Optional<SubmissionRows.Row> row = rows.takeNext(list.revision(), clock.instant());
        row.ifPresent(taken -> work(taken, list));
        return row.isPresent();
    }

    @SuppressWarnings("IllegalCatch") // whatever it was, the attempt has to be counted; it is thrown on
    private void work(SubmissionRows.Row row, OppositionList list) {
        if (rows.abandoned(row) >= Blame.ABANDONED) {
            refuse(row, Faults.refused(new SubmissionRefusal.WorkFailed()));
            return;
        }
        boolean scrubbed = false;
        try (Tracker tracker = new Tracker((bytes, lines) -> rows.alive(row, bytes, lines, clock.instant()));
                Scrubber scrubber = scrubber(row, list, tracker)) {
            Scrubber.Made made = scrubber.run();
            scrubbed = true;
            publish(row, made);
        } catch (CallFileException e) {
            refuse(row, Faults.refused(e));
        } catch (Tracker.SupersededException e) {
            discard(row);
        } catch (IOException e) {
            failed(row, e, !scrubbed);
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            if (e instanceof RefusedException refused && refused.refusal().category() != Refusal.Category.OURS) {
                refuse(row, Faults.refused(refused.refusal()));
                return;
            }
            failed(row, e, !scrubbed);
            throw e;
        }
    }

    /** Counts a failed attempt; after the last one the file is refused. */
    private void failed(SubmissionRows.Row row, Throwable fault, boolean scrubbing) {
        try {
            boolean byFile = scrubbing && blame.isOnFile(fault);
            if (rows.failed(row, byFile, Blame.describe(fault), clock.instant())) {
                refuse(row, Faults.refused(new SubmissionRefusal.WorkFailed()));
            }
        } catch (RuntimeException e) {
            // The database is away: the lease runs out, and the attempt counts as one that ended without a word.
            fault.addSuppressed(e);
        }
        discard(row);
    }

    private Scrubber scrubber(SubmissionRows.Row row, OppositionList list, Tracker tracker) {
        byte[] fingerprints = rows.fingerprintKey(row.submission().principal(), master);
        Scrubber.Work work = new Scrubber.Work(
                row.submission(),
                row.attempt(),
                new CheckedNumbers(fingerprints),
                list,
                row.submission().campaignId().map(campaign -> law));
        return new Scrubber(new InVault(vault, row, master), settings, workbooks, work, tracker);
    }

    /**
     * In one transaction: the state, the files, the plan, the certificate, the trail. Nothing of it when another attempt has
     * taken over.
     */
    boolean publish(SubmissionRows.Row row, Scrubber.Made made) throws IOException {
        AttemptRows.CheckedFile file = keep(row, made.checked());
        Set<UUID> struck = new HashSet<>();
        Ending ending;
        do {
            // Files of fingerprints are read while nobody waits; what another submission adds meanwhile is read next
            // time.
            Instant now = clock.instant();
            strike(row, made.checked(), struck, now);
            ending = publish(row, made, file, struck, now);
        } while (ending == Ending.MORE_TO_STRIKE);
        if (ending == Ending.SUPERSEDED) {
            discard(row);
        }
        return ending == Ending.PUBLISHED;
    }

    /** What an attempt to publish came to. */
    private enum Ending {
        PUBLISHED,
        SUPERSEDED,
        MORE_TO_STRIKE
    }

    /** In turn with other submissions of the principal, so that of two that have a line in common one pays for it. */
    private Ending publish(
            SubmissionRows.Row row, Scrubber.Made made, AttemptRows.CheckedFile file, Set<UUID> struck, Instant now) {
        return database.inAccounts(() -> {
            UUID principal = row.submission().principal();
            rows.inTurn(principal);
            if (!older(principal, struck, now).isEmpty() && made.checked().fresh() > 0) {
                return Ending.MORE_TO_STRIKE;
            }
            long charged = made.checked().fresh();
            if (!rows.ready(row, made.report(), charged, now)) {
                return Ending.SUPERSEDED;
            }
            UUID id = row.submission().id();
            made.files().forEach(stored -> rows.addFile(id, stored));
            rows.addChecked(id, principal, file, now);
            allowance.charge(principal, id, charged);
            String certificate = attestation.certify(facts(row.submission(), made, now));
            rows.certified(id, certificate);
            audit.record(new AuditEntry(
                    "system",
                    "submission.scrubbed",
                    "submission:" + id,
                    Map.of(
                            "rows", Long.toString(made.report().rows()),
                            "listRevision", Long.toString(made.report().list().revision()))));
            events.ready(row.submission(), made.report(), certificate);
            return Ending.PUBLISHED;
        });
    }

    /** Removes what an attempt wrote that came to nothing; what cannot be removed now, the sweeper finds. */
    private void discard(SubmissionRows.Row row) {
        try {
            for (String name : vault.names(row.submission().id())) {
                if (name.endsWith("-" + row.attempt()) && !name.startsWith("in-")) {
                    vault.delete(row.submission().id(), name);
                }
            }
        } catch (IOException e) {
            // The sweeper finds it.
        }
    }

    private static Attestation.Facts facts(Submission submission, Scrubber.Made made, Instant now) {
        return new Attestation.Facts(
                submission.id(),
                submission.company(),
                submission.principal(),
                submission.campaign(),
                submission.fileName(),
                submission.sha256(),
                made.report(),
                made.returned(submission.fileName()),
                now);
    }

    /** Strikes out lines that were checked within the days for which a check holds, each older file once. */
    private void strike(SubmissionRows.Row row, CheckedNumbers.Sorted checked, Set<UUID> struck, Instant now)
            throws IOException {
        for (AttemptRows.CheckedFile older : older(row.submission().principal(), struck, now)) {
            if (checked.fresh() > 0) {
                byte[] key = older.key().open(older.submission(), master);
                checked.strike(vault.open(older.submission(), older.name(), key));
            }
            struck.add(older.submission());
        }
    }

    /** The files of fingerprints of a principal that were not struck yet. */
    private List<AttemptRows.CheckedFile> older(UUID principal, Set<UUID> struck, Instant now) {
        return rows.checkedSince(principal, Days.before(now, Submissions.CHECK_HOLDS_DAYS)).stream()
                .filter(file -> !struck.contains(file.submission()))
                .toList();
    }

    /** The fingerprints outlive the returned files, so they have a key of their own. */
    private AttemptRows.CheckedFile keep(SubmissionRows.Row row, CheckedNumbers.Sorted checked) throws IOException {
        UUID id = row.submission().id();
        byte[] key = MasterKeys.newDataKey();
        String name = "checked-" + row.attempt();
        vault.delete(id, name);
        checked.write(vault.create(id, name, key));
        return new AttemptRows.CheckedFile(id, name, checked.count(), WrappedKey.of(key, id, master));
    }

    private boolean refuse(SubmissionRows.Row row, Submission.Refused why) {
        database.inAccounts(() -> {
            boolean refused = rows.refuse(row, why, clock.instant());
            if (refused) {
                audit.record(new AuditEntry(
                        "system",
                        "submission.refused",
                        "submission:" + row.submission().id(),
                        Map.of("code", why.code())));
                events.refused(row.submission(), why);
            }
            return refused;
        });
        discard(row);
        return true;
    }
}
