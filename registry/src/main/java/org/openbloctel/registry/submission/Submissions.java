package org.openbloctel.registry.submission;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Submissions as companies use them: received, looked at, corrected, downloaded. Everything is asked for a company, and what is
 * another's is unknown. Thread-safe; several servers may share database and folder.
 */
public final class Submissions implements SubmissionDesk {
    /** For how many days a check holds. */
    public static final int CHECK_HOLDS_DAYS = 30;

    private static final long LARGEST_LOOKED_INTO = 16L << 20;
    private static final Duration KEY_SIGN = Duration.ofSeconds(20);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Settings settings;
    private final MasterKeys master;
    private final Allowance allowance;
    private final Vault vault;
    private final SubmissionRows rows;
    private final KeyRows keys;
    private final SameContent sameContent;
    private final Receiver receiver;
    private final Downloads downloads;
    private final Consumer<Submission> received;
    private final CampaignLinks links;

    /** Submissions in this database and folder. */
    public Submissions(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Settings settings,
            MasterKeys master,
            Allowance allowance,
            SubmissionHooks hooks)
            throws IOException {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.master = master;
        this.allowance = allowance;
        this.vault = new Vault(settings.folder());
        WorkFolder.prepare(settings.work());
        this.rows = new SubmissionRows(database, settings);
        this.keys = new KeyRows(database);
        this.sameContent = new SameContent(database, rows, hooks.revision());
        this.receiver = new Receiver(vault, master, settings.maxBytes());
        this.received = hooks.received();
        this.links = hooks.links();
        this.downloads = new Downloads(database, clock, settings, hooks.alarm());
    }

    /**
     * What was received.
     *
     * @param again whether the same request, or by another way the same file, was received before: this is its submission
     */
    public record Received(Submission submission, boolean again) {}

    /**
     * What is looked for.
     *
     * @param text part of a file's name; empty for all
     * @param state in this state; empty for all
     */
    public record Search(String text, Optional<State> state) {
        /** All. */
        public static final Search ALL = new Search("", Optional.empty());
    }

    /** How a list is sorted. */
    public enum Order {
        /** The last received first. */
        NEWEST,
        /** The first received first. */
        OLDEST,
        /** By the file's name. */
        NAME,
        /** The longest file first. */
        LINES
    }

    /**
     * Some of a list.
     *
     * @param next where the following ones begin; empty when there are none
     */
    public record Page(List<Submission> submissions, Optional<Long> next) {}

    /**
     * Receives a file, to its last byte: when this returns, it is on the disk and will be scrubbed. The same content by several
     * ways, at once or within an hour, is one submission.
     *
     * @throws IOException when the body was cut off; nothing is kept then
     */
    @Override
    public Received receive(Sent asked, InputStream body) throws IOException {
        Sent sent = requireRoom(asked);
        UUID id = UUID.randomUUID();
        if (sent.idempotencyKey().isEmpty()) {
            return take(id, sent, body);
        }
        String key = sent.idempotencyKey().get();
        Optional<KeyRows.Earlier> earlier = keys.reserve(sent.company(), key, id, clock.instant());
        if (earlier.isPresent()) {
            String fingerprint = sent.fingerprint(receiver.sha256(body));
            if (!fingerprint.equals(earlier.get().fingerprint())) {
                throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
            }
            return new Received(get(sent.company(), earlier.get().submission()), true);
        }
        try {
            return take(id, sent, body);
        } finally {
            keys.release(sent.company(), key, id);
        }
    }

    /** Refuses what could not be taken anyway, before its body is read; answers it with its campaign found. */
    Sent requireRoom(Sent asked) {
        Sent sent = asked.linked(links);
        allowance.require(sent.principal());
        int waiting = rows.waiting(sent.company());
        if (waiting >= settings.maxWaiting()) {
            throw new RefusedException(new SubmissionRefusal.TooManyWaiting(waiting));
        }
        return sent;
    }

    private Received take(UUID id, Sent sent, InputStream body) throws IOException {
        boolean kept = false;
        try {
            SubmissionRows.Stored stored = receiver.take(id, body, new KeySign(id, sent));
            UUID admitted = database.inAccounts(() -> {
                Instant now = clock.instant();
                UUID submission = admit(id, sent, stored, now);
                sent.idempotencyKey().ifPresent(key -> {
                    if (!keys.settle(sent.company(), key, id, submission, sent.fingerprint(stored.sha256()), now)) {
                        throw new RefusedException(new SubmissionRefusal.StillBeingReceived());
                    }
                });
                return submission;
            });
            kept = admitted.equals(id);
            return new Received(get(sent.company(), admitted), !kept);
        } finally {
            if (!kept) {
                vault.deleteBut(id, List.of());
            }
        }
    }

    /**
     * Makes a file that is in the vault a submission, unless it came by another way before; in the open transaction.
     *
     * @return the submission it is: another one than {@code id} when it had come before, and what is in the vault is not needed
     */
    UUID admit(UUID id, Sent asked, SubmissionRows.Stored stored, Instant now) {
        Sent sent = asked.linked(links);
        Optional<UUID> earlier = sameContent.earlier(sent, stored.sha256(), now);
        if (earlier.isPresent()) {
            audit.record(received("submission.came-again", earlier.get(), sent, stored));
            return earlier.get();
        }
        insert(id, sent, stored, Optional.empty(), now);
        return id;
    }

    private static AuditEntry received(String action, UUID id, Sent sent, SubmissionRows.Stored stored) {
        Map<String, String> details = Map.of(
                "company", sent.company().toString(),
                "bytes", Long.toString(stored.size()),
                "channel", sent.channel().label());
        return new AuditEntry(sent.actor(), action, "submission:" + id, details);
    }

    /** Writes the row of a file that is in the vault; in the open transaction. */
    private boolean insert(UUID id, Sent sent, SubmissionRows.Stored stored, Optional<UUID> corrects, Instant now) {
        rows.insert(id, sent, stored, corrects, now);
        audit.record(received("submission.received", id, sent, stored));
        received.accept(get(sent.company(), id));
        return true;
    }

    /** Keeps the reservation of an idempotency key while a body comes in. */
    private final class KeySign implements Runnable {
        private final UUID id;
        private final Sent sent;
        private Instant last = clock.instant();

        KeySign(UUID id, Sent sent) {
            this.id = id;
            this.sent = sent;
        }

        @Override
        public void run() {
            Instant now = clock.instant();
            if (sent.idempotencyKey().isPresent() && now.isAfter(last.plus(KEY_SIGN))) {
                last = now;
                keys.stillThere(sent.company(), sent.idempotencyKey().get(), id, now);
            }
        }
    }

    /** A submission of the company. */
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
                .ifPresent(campaign -> links.requireMandate(company, campaign));
        return row;
    }

    /** When a submission was received, whoever's it is. */
    public Instant receivedAt(UUID id) {
        return rows.receivedAt(id);
    }

    /**
     * Submissions of the company, newest first.
     *
     * @param before only those before this cursor; {@link Long#MAX_VALUE} for the newest
     */
    @Override
    public Page list(UUID company, Search search, long before, int limit) {
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
    public List<Submission> browse(UUID company, Search search, Order order, long skip, int limit) {
        return rows.browse(company, search, order, skip, limit);
    }

    /** Which of the company's files may be called from now, and until when. */
    public Coverage coverage(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        return Coverage.of(rows.holding(company, LegalCalendar.startOf(today.minusDays(CHECK_HOLDS_DAYS))), today);
    }

    /** The submission that reads the file of this one in another way. */
    public Optional<Submission> replacement(UUID company, UUID id) {
        return rows.correcting(company, id);
    }

    /**
     * What was understood of the file, while it is kept as it was sent. Of a large archive or workbook nothing: to look into it
     * takes about as long as to scrub it.
     */
    public Optional<Preview> preview(UUID company, UUID id, Sheets sheets) throws IOException {
        return preview(company, id, get(company, id).options(), sheets);
    }

    /** The same, read as {@link #correct} would read it with these options. */
    public Optional<Preview> preview(UUID company, UUID id, LayoutOptions options, Sheets sheets) throws IOException {
        SubmissionRows.Row row = row(company, id);
        Submission submission = row.submission();
        boolean packed = Preview.container(submission) != Container.PLAIN;
        if (!submission.inputKept() || (packed && submission.size() > LARGEST_LOOKED_INTO)) {
            return Optional.empty();
        }
        byte[] key = row.key().open(id, master);
        try (SentFile sent = new SentFile(settings, submission.fileName(), () -> vault.open(id, row.inputs(), key))) {
            return Preview.of(sent, options, sheets);
        }
    }

    /** The names and sizes of the returned files, while they are kept. */
    @Override
    public List<Returned> returned(UUID company, UUID id) {
        Submission submission = get(company, id);
        Container container = Preview.container(submission);
        return rows.files(id).stream()
                .map(file -> file.named(submission.fileName(), container))
                .sorted(java.util.Comparator.comparing(Returned::kind))
                .toList();
    }

    /**
     * A returned file.
     *
     * @param name what it is called for whoever downloads it
     * @param size bytes
     * @param sha256 of them, hexadecimal
     */
    public record Returned(FileKind kind, String name, long size, String sha256) {}

    /** A returned file, opened; whoever asked for it closes the stream. */
    public record Download(Returned file, InputStream content) {}

    /**
     * Opens a returned file: counted, audited, and delivered with the callable lines. Whoever calls has seen a second factor,
     * or a key that was made behind one.
     *
     * @throws RefusedException when there is no such file, it was erased, downloads are stopped, or its sender or principal is suspended
     */
    @Override
    public Download download(UUID company, UUID id, FileKind kind, String actor) throws IOException {
        Submission submission = get(company, id);
        allowance.requireVerified(company);
        allowance.requireVerified(submission.principal());
        refuseWithoutFiles(submission);
        SubmissionRows.Row row = downloads.count(company, kind, actor, submission, () -> {
            SubmissionRows.Row locked = rows.lock(company, id).orElseThrow();
            refuseWithoutFiles(locked.submission());
            audit(actor, "submission.downloaded", id, kind.label());
            return locked;
        });
        byte[] key = row.key().open(id, master);
        SubmissionRows.StoredFile stored = rows.files(id).stream()
                .filter(file -> file.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        InputStream content = vault.open(id, stored.storedName(), key);
        if (kind == FileKind.CALLABLE) {
            rows.deliver(id, clock.instant());
        }
        return new Download(stored.named(submission.fileName(), Preview.container(submission)), content);
    }

    private void audit(String actor, String action, UUID id, String file) {
        audit.record(new AuditEntry(actor, action, "submission:" + id, Map.of("file", file)));
    }

    static void refuseWithoutFiles(Submission submission) {
        switch (submission.state()) {
            case READY, DELIVERED -> {}
            case PURGED -> throw new RefusedException(new SubmissionRefusal.FilesErased());
            case RECEIVED, CHECKING, REFUSED -> throw new RefusedException(new SubmissionRefusal.NoFilesYet());
        }
    }

    /** Since when downloads of a company are stopped; empty when they are not. */
    public Optional<Instant> stoppedSince(UUID company) {
        return downloads.stoppedSince(company);
    }

    /** Companies whose downloads are stopped, for the operator. */
    public List<Downloads.Stop> stops() {
        return downloads.stops();
    }

    /** Lets a company download again, after the operator has looked. */
    public void lift(UUID company, String actor) {
        database.inAccounts(() -> {
            downloads.lift(company);
            audit.record(new AuditEntry(actor, "submission.downloads-lifted", "company:" + company, Map.of()));
            return true;
        });
    }

    /**
     * Erases a submission's files before their time; its counts and its certificate stay.
     *
     * @throws RefusedException while it is being worked on
     */
    @Override
    public void erase(UUID company, UUID id, String actor) throws IOException {
        Submission submission = get(company, id);
        if (!submission.state().isSettled()) {
            throw new RefusedException(new SubmissionRefusal.BeingWorkedOn());
        }
        database.inAccounts(() -> {
            boolean erased = rows.erase(id, clock.instant());
            if (erased) {
                audit.record(new AuditEntry(actor, "submission.erased", "submission:" + id, Map.of()));
            }
            return erased;
        });
        // What was checked of late stays known, under a key of its own: it costs nothing to check again.
        vault.deleteBut(
                id,
                vault.names(id).stream()
                        .filter(name -> name.startsWith("checked-"))
                        .toList());
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
        String fingerprint = "correction of " + id + " " + options;
        Optional<UUID> before = idempotencyKey.flatMap(key -> keys.known(company, key, fingerprint, clock.instant()));
        if (before.isPresent()) {
            return get(company, before.get());
        }
        SubmissionRows.Row old = row(company, id);
        Submission earlier = old.submission();
        boolean may = earlier.inputKept() && (earlier.state() == State.READY || earlier.state() == State.REFUSED);
        if (!may) {
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
        UUID corrected = UUID.randomUUID();
        boolean kept = false;
        try (InputStream in = vault.open(id, old.inputs(), old.key().open(id, master))) {
            SubmissionRows.Stored stored = receiver.take(corrected, in, () -> {});
            Instant now = clock.instant();
            database.inAccounts(() -> {
                if (!rows.erase(id, now)) {
                    throw new RefusedException(new SubmissionRefusal.FileNotKept());
                }
                idempotencyKey.ifPresent(key -> keys.once(company, key, corrected, fingerprint, now, () -> {}));
                return insert(corrected, sent, stored, Optional.of(id), now);
            });
            kept = true;
        } finally {
            if (!kept) {
                vault.deleteBut(corrected, List.of());
            }
        }
        return get(company, corrected);
    }
}
