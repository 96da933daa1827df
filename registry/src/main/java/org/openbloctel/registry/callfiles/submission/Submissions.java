package org.openbloctel.registry.callfiles.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.AccessCut;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ReturnedRows;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Submissions as companies use them: received, looked at, corrected, downloaded. Everything is asked for a company, and what is
 * another's is unknown. Thread-safe; several servers may share database and folder.
 */
public final class Submissions implements SubmissionDesk {
    private static final long MAX_LOOKED_INTO_BYTES = 16L << 20;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MasterKeys master;
    private final Vault vault;
    private final SubmissionRows rows;
    private final ReturnedRows files;
    private final Downloads downloads;
    private final Needs needs;

    /**
     * What submissions need of others.
     *
     * @param reception receives their files
     * @param previews looks into their files
     * @param allowance whether a company may have what comes back
     * @param links whether a company may see what belongs to a campaign
     * @param alarm is told that downloads of a company were stopped
     * @param held withdraws files that are held
     */
    public record Needs(
            Reception reception,
            Previews previews,
            Allowance allowance,
            CampaignLinks links,
            Downloads.Alarm alarm,
            HeldFiles held) {}

    /** Submissions in this database and vault. */
    public Submissions(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            SpaceSettings settings,
            Vault vault,
            MasterKeys master,
            Needs needs) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.master = master;
        this.vault = vault;
        this.rows = SubmissionRows.in(database, settings);
        this.files = ReturnedRows.in(database);
        this.downloads = new Downloads(database, clock, settings, needs.alarm());
        this.needs = needs;
    }

    /** The companies that submissions of this database name, as their sender or as the principal: they are not erased. */
    public static CompanyErasure.Keeper companies(Database database) {
        return SubmissionRows.in(database, SpaceSettings.USUAL)::named;
    }

    @Override
    public Received receive(Sent sent, InputStream body) throws IOException {
        Reception.Admitted admitted = needs.reception().receive(sent, body);
        return new Received(get(sent.company(), admitted.submission()), admitted.again());
    }

    @Override
    public Submission get(UUID company, UUID id) {
        return row(company, id).submission();
    }

    private SubmissionRows.Row row(UUID company, UUID id) {
        SubmissionRows.Row row = rows.find(company, id)
                .orElseThrow(() -> new RefusedException(new SubmissionRefusal.UnknownSubmission()));
        // An agent whose mandate has ended sees nothing more of the campaign; its principal keeps all.
        row.submission()
                .campaignId()
                .filter(campaign -> !company.equals(row.submission().principal()))
                .ifPresent(campaign -> needs.links().requireMandate(company, campaign));
        return row;
    }

    /**
     * Submissions of the company, newest first.
     *
     * @param before only those before this cursor; {@link Long#MAX_VALUE} for the newest
     */
    @Override
    public Page list(UUID company, Submission.Search search, long before, int limit) {
        List<Submission> found = rows.list(company, search, before, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        return new Page(
                found.subList(0, limit), Optional.of(found.get(limit - 1).seq()));
    }

    /**
     * Submissions of the company in another order.
     *
     * @param skip how many to pass over
     */
    public List<Submission> browse(
            UUID company, Submission.Search search, Submission.Search.Order order, long skip, int limit) {
        return rows.browse(company, search, order, skip, limit);
    }

    /** Submissions of the company that were certified from an instant on and before another one, the oldest first. */
    public List<Submission> certified(UUID company, Instant from, Instant until, int limit) {
        return rows.certified(company, from, until, limit);
    }

    /** Which of the company's files may be called from now, and until when. */
    public Submission.Coverage coverage(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        return Submission.Coverage.of(
                rows.holding(company, LegalCalendar.startOf(today.minusDays(ScrubQueue.CHECK_HOLDS_DAYS))), today);
    }

    /** The submission that reads the file of this one in another way. */
    public Optional<Submission> replacement(UUID company, UUID id) {
        return rows.correcting(company, id);
    }

    /**
     * What was understood of the file, while it is kept as it was sent. Of a large archive or workbook nothing: to look into it
     * takes about as long as to scrub it.
     */
    public Optional<Previews.Preview> preview(UUID company, UUID id, Previews.Sheets sheets) throws IOException {
        return preview(company, id, get(company, id).options(), sheets);
    }

    /** The same, read as {@link #correct} would read it with these options. */
    public Optional<Previews.Preview> preview(UUID company, UUID id, LayoutOptions options, Previews.Sheets sheets)
            throws IOException {
        SubmissionRows.Row row = row(company, id);
        Submission submission = row.submission();
        boolean packed = Previews.isPacked(submission.fileName(), submission.report());
        if (!submission.inputKept() || (packed && submission.size() > MAX_LOOKED_INTO_BYTES)) {
            return Optional.empty();
        }
        byte[] key = row.key().open(id, master);
        return needs.previews().of(submission.fileName(), () -> vault.open(id, row.inputs(), key), options, sheets);
    }

    /** The names and sizes of the returned files, while they are kept. */
    @Override
    public List<Returned> returned(UUID company, UUID id) {
        Submission submission = get(company, id);
        return returned(submission, submission.fileName());
    }

    /** The returned files of a submission under the names that follow from another name of its file, while they are kept. */
    public List<Returned> returned(Submission submission, String fileName) {
        return files.of(submission.id()).stream()
                .map(file -> file.named(fileName, submission.report(), submission.isByLaw()))
                .sorted(Comparator.comparing(Returned::kind))
                .toList();
    }

    /**
     * Opens a returned file: then it is counted, audited, and, unless its head alone is taken, delivered with the callable lines. The
     * caller has seen a second factor, or a key that was made behind one.
     *
     * @throws RefusedException when there is no such file, it was erased, downloads are stopped, or its sender or principal is suspended
     */
    @Override
    public Download download(UUID company, UUID id, Returned.Kind kind, String actor, boolean headOnly)
            throws IOException {
        SubmissionRows.Row row = row(company, id);
        Submission submission = row.submission();
        needs.allowance().requireVerified(company);
        needs.allowance().requireVerified(submission.principal());
        refuseWithoutFiles(submission);
        Returned.Stored stored = files.of(id).stream()
                .filter(file -> file.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        InputStream content = open(company, row, stored.storedName());
        boolean counted = false;
        try {
            count(company, submission, kind, actor, headOnly);
            counted = true;
        } finally {
            if (!counted) {
                content.close();
            }
        }
        return new Download(stored.named(submission.fileName(), submission.report(), submission.isByLaw()), content);
    }

    private InputStream open(UUID company, SubmissionRows.Row row, String name) throws IOException {
        UUID id = row.submission().id();
        try {
            return vault.open(id, name, row.key().open(id, master));
        } catch (NoSuchFileException e) {
            refuseWithoutFiles(get(company, id)); // erased meanwhile
            throw e;
        }
    }

    private void count(UUID company, Submission submission, Returned.Kind kind, String actor, boolean headOnly) {
        UUID id = submission.id();
        downloads.count(company, kind, actor, submission, () -> {
            SubmissionRows.Row locked = rows.lock(company, id).orElseThrow();
            refuseWithoutFiles(locked.submission());
            if (!headOnly) {
                rows.downloaded(id, clock.instant());
            }
            audit(actor, "submission.downloaded", id, kind.label(submission.isByLaw()));
            return locked;
        });
        if (kind == Returned.Kind.CALLABLE && !headOnly) {
            rows.deliver(id, clock.instant());
        }
    }

    private void audit(String actor, String action, UUID id, String file) {
        audit.record(new AuditEntry(actor, action, "submission:" + id, Map.of("file", file)));
    }

    static void refuseWithoutFiles(Submission submission) {
        switch (submission.state()) {
            case READY, DELIVERED -> {}
            case PURGED -> throw new RefusedException(new SubmissionRefusal.FilesErased());
            case RECEIVED, CHECKING, HELD, REFUSED -> throw new RefusedException(new SubmissionRefusal.NoFilesYet());
        }
    }

    /** Stops the downloads of a company when its owners cut every access, as the alarm does when they are too many. */
    public static AccessCut.Exits exits(Database database, InstantSource clock) {
        DownloadRows downloads = database.rows(DownloadRows.class);
        return company -> downloads.stop(company, clock.instant(), 0, 0);
    }

    /** Since when downloads of a company are stopped as a whole; empty when they are not. */
    public Optional<Instant> stoppedSince(UUID company) {
        return stoppedSince(company, company);
    }

    /** Since when a company downloads nothing that was returned for a principal; empty when it may. */
    public Optional<Instant> stoppedSince(UUID company, UUID principal) {
        return downloads.stoppedSince(company, principal);
    }

    /** How many of the files that a company sent are held, by the principals that they are checked for. */
    public Map<UUID, Long> held(UUID company) {
        return rows.held(company);
    }

    /** Companies whose downloads are stopped, for the operator. */
    public List<Downloads.Stop> stops() {
        return downloads.stops();
    }

    /** Lets a company download again, after the operator has looked. */
    public void lift(UUID company, String actor) {
        database.runInAccounts(() -> {
            downloads.lift(company);
            audit.record(new AuditEntry(actor, "submission.downloads-lifted", "company:" + company, Map.of()));
        });
    }

    /**
     * Erases a submission's files before their time; its counts and its certificate stay. One that is held is withdrawn: it is refused, and
     * its file is erased.
     *
     * @throws RefusedException while it is being worked on
     */
    @Override
    public void erase(UUID company, UUID id, String actor) {
        Submission submission = get(company, id);
        boolean held = submission.state() == State.HELD;
        if (!held && !submission.state().isSettled()) {
            throw new RefusedException(new SubmissionRefusal.BeingWorkedOn());
        }
        database.runInAccounts(() -> {
            if (held && !needs.held().withdraw(id, actor)) {
                throw new RefusedException(new SubmissionRefusal.BeingWorkedOn());
            }
            boolean erased = rows.erase(id, clock.instant(), files);
            if (erased) {
                audit.record(new AuditEntry(actor, "submission.erased", "submission:" + id, Map.of()));
            }
        });
        removeFiles(id);
    }

    /** What was checked of late stays known, under a key of its own: it costs nothing to check again. */
    private void removeFiles(UUID id) {
        try {
            vault.deleteBut(
                    id,
                    vault.names(id).stream()
                            .filter(name -> name.startsWith("checked-"))
                            .toList());
        } catch (IOException e) {
            // Their key is gone: the sweep finds what is left, and says why it cannot remove it.
        }
    }

    /**
     * Withdraws a file that is held.
     *
     * @throws RefusedException when it is not held any more
     */
    public void withdraw(UUID company, UUID id, String actor) {
        if (get(company, id).state() != State.HELD) {
            throw new RefusedException(new SubmissionRefusal.NotHeld());
        }
        erase(company, id, actor);
    }

    /**
     * Reads the file of a submission in another way: a new submission takes its place, and what came of the old one is erased.
     *
     * @throws RefusedException when the file is not kept any more, or its result was downloaded
     */
    public Submission correct(UUID company, UUID id, LayoutOptions options, String actor) throws IOException {
        return correct(company, id, options, actor, Optional.empty());
    }

    /** The same, once under an idempotency key. */
    @Override
    public Submission correct(
            UUID company, UUID id, LayoutOptions options, String actor, Optional<String> idempotencyKey)
            throws IOException {
        Optional<UUID> before = needs.reception().correctedBefore(company, id, options, idempotencyKey);
        if (before.isPresent()) {
            return get(company, before.get());
        }
        SubmissionRows.Row old = row(company, id);
        Submission earlier = old.submission();
        if (!earlier.isCorrectable()) {
            throw new RefusedException(new SubmissionRefusal.FileNotKept());
        }
        Sent sent = new Sent(
                company,
                earlier.principal(),
                actor,
                earlier.fileName(),
                options,
                idempotencyKey,
                earlier.campaign(),
                earlier.channel(),
                earlier.campaignId());
        try (InputStream file = vault.open(id, old.inputs(), old.key().open(id, master))) {
            UUID corrected = needs.reception().correct(id, sent, file, now -> {
                boolean free = earlier.state() != State.HELD || needs.held().withdraw(id, actor);
                return free && rows.erase(id, now, files);
            });
            return get(company, corrected);
        }
    }
}
