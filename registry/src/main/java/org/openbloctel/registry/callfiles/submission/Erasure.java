package org.openbloctel.registry.callfiles.submission;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.callfiles.intake.IntakeFileRows;
import org.openbloctel.registry.callfiles.scrubbing.ReturnedRows;
import org.openbloctel.registry.callfiles.scrubbing.ScrubFileRows;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.Vault;

/**
 * What goes when: first the key and the row's word, then the file, so that a stop leaves rubbish and never
 * the name of a file that is not there. Every step may be repeated. Thread-safe.
 */
public final class Erasure {
    /** For how many days the row of a submission is kept: as long as the proof of a check may be asked for. */
    public static final int ROW_DAYS = 3 * 366;

    /** For how many days a stop of downloads is known after it was lifted. */
    public static final int STOP_DAYS = 365;

    /** What is younger may belong to a row that is not written yet. */
    private static final Duration YOUNG = Duration.ofHours(6);

    /** A writer that is slower is given up. */
    private static final Duration UNFINISHED = Duration.ofDays(2);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final SpaceSettings settings;
    private final SubmissionRows rows;
    private final ReturnedRows returned;
    private final Vault vault;
    private final IntakeFileRows intake;
    private final ScrubFileRows scrubs;
    private final CompanyDirectory companies;
    private final List<FileKeeper> keepers;

    /**
     * Erasure in this database and vault.
     *
     * @param others all other features that keep files in this vault: a file that none of them names is removed
     */
    public Erasure(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            SpaceSettings settings,
            Vault vault,
            List<FileKeeper> others) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.rows = SubmissionRows.in(database, settings);
        this.returned = ReturnedRows.in(database);
        this.vault = vault;
        this.intake = IntakeFileRows.in(database);
        this.scrubs = ScrubFileRows.in(database);
        this.companies = new CompanyDirectory(database);
        this.keepers = Stream.concat(Stream.of(intake, scrubs), others.stream()).toList();
    }

    /** Erases returned files whose time is over, and all of refused submissions; returns how many submissions. */
    public int results() {
        Instant now = clock.instant();
        List<UUID> due = rows.resultsDue(
                now,
                LegalCalendar.daysBefore(now, settings.daysAtMost()),
                now.minus(Duration.ofHours(settings.hoursAfterDownload())));
        for (UUID id : due) {
            database.runInAccounts(() -> {
                boolean erased = rows.erase(id, now, returned);
                if (erased) {
                    audit.record(new AuditEntry("system", "submission.erased", "submission:" + id, java.util.Map.of()));
                }
            });
            remove(id);
        }
        return due.size();
    }

    /** Erases files as they were sent: once their result was downloaded, or their day is over. */
    public int inputs() {
        List<UUID> due = rows.forgetInputs(clock.instant());
        for (UUID id : due) {
            remove(id);
        }
        return due.size();
    }

    /** Erases fingerprints of checks that do not hold any more. */
    public int fingerprints() {
        List<UUID> due = scrubs.forgetFingerprints(clock.instant());
        for (UUID id : due) {
            remove(id);
        }
        return due.size();
    }

    /** Forgets idempotency keys, and the rows of submissions of which nothing may be asked any more. */
    public int rows() {
        Instant now = clock.instant();
        intake.forgetKeys(now);
        return database.inAccounts(() -> {
            List<UUID> old = rows.old(LegalCalendar.daysBefore(now, ROW_DAYS));
            rows.forgetDownloads(old);
            scrubs.forgetFingerprints(old);
            rows.forget(old);
            return old.size();
        });
    }

    /** Forgets stops that were lifted a year ago, and the fingerprint keys of companies that are gone. */
    public int leftovers() {
        return rows.forgetStops(LegalCalendar.daysBefore(clock.instant(), STOP_DAYS))
                + scrubs.forgetKeys(companies.gone(scrubs.companiesWithKeys()));
    }

    /** Removes what is in the vault without a row: of uploads and attempts that a crash interrupted. */
    public int sweep() throws IOException {
        int swept = 0;
        Instant young = clock.instant().minus(YOUNG);
        // In this order: what is written from now on is not among the names, and what is published meanwhile has its
        // row by the time that rows are asked.
        for (Vault.Folder folder : vault.olderThan(young)) {
            UUID id = folder.id();
            List<String> rubbish = new ArrayList<>(folder.names());
            boolean busy = busy(id);
            List<String> kept = keptNames(id);
            rubbish.removeAll(kept);
            if (!busy && (!rubbish.isEmpty() || kept.isEmpty())) {
                vault.of(folder.kind()).delete(id, rubbish);
                swept++;
            }
        }
        return swept + vault.forgetUnfinished(clock.instant().minus(UNFINISHED));
    }

    /** The keys are gone already: a place that is away must not keep those of others. */
    private void remove(UUID id) {
        try {
            vault.deleteBut(id, keptNames(id));
        } catch (IOException e) {
            // The sweep finds what is left, and says why it cannot remove it.
        }
    }

    private boolean busy(UUID id) {
        return keepers.stream().anyMatch(keeper -> keeper.isWriting(id));
    }

    /** Keepers first: a file that is admitted meanwhile goes from theirs to ours, and is seen in one of them. */
    private List<String> keptNames(UUID id) {
        List<String> kept = new ArrayList<>();
        keepers.forEach(keeper -> kept.addAll(keeper.kept(id)));
        kept.addAll(rows.inputs(id));
        return kept;
    }
}
