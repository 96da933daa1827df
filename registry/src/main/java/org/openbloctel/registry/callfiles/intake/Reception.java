package org.openbloctel.registry.callfiles.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.file.LayoutOptions;
import org.springframework.dao.DataAccessException;

/**
 * Receives call files, whole or already in the vault, and writes the row of each submission with its audit entry in one transaction.
 * The same content by several ways, at once or within an hour, is one submission. Thread-safe; several servers may share database and
 * folder.
 */
public final class Reception {
    private static final Duration KEY_SIGN = Duration.ofSeconds(5);

    private static final ScheduledExecutorService SIGNS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("idempotency-keys").factory());

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Settings settings;
    private final Vault vault;
    private final ReceivedRows rows;
    private final IdempotencyKeyRows keys;
    private final SameContent sameContent;
    private final MasterKeys master;
    private final Receiver receiver;
    private final KeptBytes kept;
    private final Needs needs;

    /** Receives into this database and vault. */
    public Reception(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Settings settings,
            Vault vault,
            MasterKeys master,
            Needs needs) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.vault = vault;
        this.master = master;
        this.rows = database.rows(ReceivedRows.class);
        this.keys = database.rows(IdempotencyKeyRows.class);
        this.sameContent = new SameContent(database, needs.revision());
        this.receiver = new Receiver(vault, master, settings.maxBytes());
        this.kept = new KeptBytes(rows, vault.room(), settings.maxKeptBytes(), settings.keptPercent());
        this.needs = needs;
    }

    /**
     * Receives a file, to its last byte: when this returns, it is on the disk and will be scrubbed.
     *
     * @throws IOException when the body was cut off; nothing is kept then
     */
    public Admitted receive(Sent asked, InputStream body) throws IOException {
        Sent sent = requireRoom(asked);
        UUID id = UUID.randomUUID();
        if (sent.idempotencyKey().isEmpty()) {
            return take(id, sent, body);
        }
        String key = sent.idempotencyKey().get();
        Optional<IdempotencyKeyRows.Earlier> earlier = keys.reserve(sent.company(), key, id, clock.instant());
        if (earlier.isPresent()) {
            return new Admitted(earlier.get().of(sent.fingerprint(receiver.sha256(body))), true);
        }
        try {
            return take(id, sent, body);
        } finally {
            keys.release(sent.company(), key, id);
        }
    }

    /** Refuses what could not be taken anyway, before its body is read; answers it with its campaign found. */
    Sent requireRoom(Sent asked) {
        return requireRoom(asked, 0);
    }

    /** The same for a file of so many bytes. */
    Sent requireRoom(Sent asked, long bytes) {
        receiver.requireRoom(bytes);
        Sent sent = asked.linked(needs.links());
        needs.allowance().require(sent.principal());
        int waiting = rows.waiting(sent.company());
        if (waiting >= settings.maxWaiting()) {
            throw new RefusedException(new SubmissionRefusal.TooManyWaiting(waiting));
        }
        kept.require(sent.company(), bytes);
        return sent;
    }

    /** The limit on what a company keeps. */
    KeptBytes kept() {
        return kept;
    }

    /** Refuses a file of so many bytes if that is too large. */
    void refuseTooLarge(long bytes) {
        receiver.refuseTooLarge(bytes);
    }

    /** How many submissions, and how many unfinished uploads, a company may have. */
    int maxWaiting() {
        return settings.maxWaiting();
    }

    /** The files of a table that come in piece by piece. */
    PartialFiles partialFiles(PartialFiles.Rows table) {
        return new PartialFiles(clock, vault, master, receiver, table);
    }

    /**
     * A sender that pauses keeps its idempotency key: the signs come by the clock, not with the bytes. Jobs may have all their connections
     * for longer than a key is reserved, so the signs come in the lane of requests.
     */
    private Receiver.Stored take(UUID id, Sent sent, InputStream body, KeptBytes.Coming coming, KeySign sign)
            throws IOException {
        if (sent.idempotencyKey().isEmpty()) {
            return receiver.take(id, body, coming::reach);
        }
        ScheduledFuture<?> signs = SIGNS.scheduleWithFixedDelay(
                Lane.API.in(sign::give), KEY_SIGN.toMillis(), KEY_SIGN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return receiver.take(id, body, bytes -> {
                coming.reach(bytes);
                sign.run();
            });
        } finally {
            signs.cancel(false);
        }
    }

    private Admitted take(UUID id, Sent sent, InputStream body) throws IOException {
        boolean rubbish = true;
        // Counted until the row is there, which counts from then on.
        try (KeptBytes.Coming coming = kept.begin(sent.company())) {
            Receiver.Stored stored = take(id, sent, body, coming, new KeySign(id, sent));
            coming.check();
            // The row may be there although the answer to its commit was lost: then the sweeper decides, by the rows.
            rubbish = false;
            UUID admitted = database.inAccounts(() -> {
                Instant now = clock.instant();
                UUID submission = admit(id, sent, stored, now);
                sent.idempotencyKey().ifPresent(key -> {
                    if (!keys.settle(sent.company(), key, id, submission, sent.fingerprint(stored.sha256()), now)) {
                        throw IdempotencyKeyRows.stillBeingReceived();
                    }
                });
                return submission;
            });
            rubbish = !admitted.equals(id);
            return new Admitted(admitted, rubbish);
        } catch (RefusedException e) {
            rubbish = true;
            throw e;
        } finally {
            if (rubbish) {
                vault.deleteBut(id, List.of());
            }
        }
    }

    /**
     * Makes a file that is in the vault a submission, unless it came by another way before; in the open transaction.
     *
     * @return the submission it is: another one than {@code id} when it had come before, and what is in the vault is not needed
     */
    UUID admit(UUID id, Sent asked, Receiver.Stored stored, Instant now) {
        Sent sent = asked.linked(needs.links());
        Optional<UUID> earlier = sameContent.earlier(sent, stored.sha256(), now);
        if (earlier.isPresent()) {
            audit.record(received("submission.came-again", earlier.get(), sent, stored));
            return earlier.get();
        }
        insert(id, sent, stored, Optional.empty(), now);
        return id;
    }

    private static AuditEntry received(String action, UUID id, Sent sent, Receiver.Stored stored) {
        Map<String, String> details = Map.of(
                "company", sent.company().toString(),
                "bytes", Long.toString(stored.size()),
                "channel", sent.channel().label());
        return new AuditEntry(sent.actor(), action, "submission:" + id, details);
    }

    /** Writes the row of a file that is in the vault; in the open transaction. */
    private void insert(UUID id, Sent sent, Receiver.Stored stored, Optional<UUID> corrects, Instant now) {
        rows.insert(id, sent, stored, corrects, now, LegalCalendar.daysAfter(now, settings.inputDays()));
        audit.record(received("submission.received", id, sent, stored));
        needs.received().accept(id);
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
        public synchronized void run() {
            Instant now = clock.instant();
            if (now.isAfter(last.plus(KEY_SIGN))) {
                last = now;
                keys.stillThere(sent.company(), sent.idempotencyKey().orElseThrow(), id, now);
            }
        }

        /** By the clock: when the database does not answer, the next sign tries again. */
        synchronized void give() {
            try {
                last = clock.instant();
                keys.stillThere(sent.company(), sent.idempotencyKey().orElseThrow(), id, last);
            } catch (DataAccessException e) {
                last = Instant.EPOCH;
            }
        }
    }

    /** A submission that the company may look at. */
    Optional<ReceivedRows.Known> known(UUID company, UUID id) {
        Optional<ReceivedRows.Known> known = rows.known(company, id);
        known.filter(one -> !company.equals(one.principal()))
                .flatMap(ReceivedRows.Known::campaignId)
                .ifPresent(campaign -> needs.links().requireMandate(company, campaign));
        return known;
    }

    /** The submission that an earlier request under this idempotency key made, to read a file in another way. */
    public Optional<UUID> correctedBefore(UUID company, UUID former, LayoutOptions options, Optional<String> key) {
        return key.flatMap(given -> keys.known(company, given, correction(former, options), clock.instant()));
    }

    private static String correction(UUID former, LayoutOptions options) {
        return "correction of " + former + " " + Sent.fingerprinted(options);
    }

    /**
     * Receives the file of a former submission again, to be read in another way.
     *
     * @param file the former file
     * @param eraseFormer erases the former submission, in the same transaction; false when it cannot be erased any more
     * @return the new submission
     * @throws RefusedException when the former submission cannot be erased any more
     */
    public UUID correct(UUID former, Sent sent, InputStream file, Predicate<Instant> eraseFormer) throws IOException {
        UUID corrected = UUID.randomUUID();
        boolean rubbish = true;
        try {
            Receiver.Stored stored = receiver.take(corrected, file, bytes -> {});
            rubbish = false;
            Instant now = clock.instant();
            database.runInAccounts(() -> {
                if (!eraseFormer.test(now)) {
                    throw new RefusedException(new SubmissionRefusal.FileNotKept());
                }
                String fingerprint = correction(former, sent.options());
                sent.idempotencyKey()
                        .ifPresent(key -> keys.once(sent.company(), key, corrected, fingerprint, now, () -> {}));
                insert(corrected, sent, stored, Optional.of(former), now);
            });
        } catch (RefusedException e) {
            rubbish = true;
            throw e;
        } finally {
            if (rubbish) {
                vault.deleteBut(corrected, List.of());
            }
        }
        return corrected;
    }

    /**
     * A file that was received.
     *
     * @param submission the submission that it is
     * @param again whether the same request, or by another way the same file, was received before
     */
    public record Admitted(UUID submission, boolean again) {}

    /**
     * What the reception of files needs of others.
     *
     * @param allowance whether a company may submit anything
     * @param links finds the campaign of a file
     * @param revision the revision of the list; empty when there is none to check by
     * @param received is told the id of each new submission, to be scrubbed, in the transaction that writes its row
     */
    public record Needs(
            Allowance allowance, CampaignLinks links, Supplier<OptionalLong> revision, Consumer<UUID> received) {}

    /**
     * What an operator may set for the receiving of files.
     *
     * @param maxBytes how large a file may be
     * @param maxWaiting how many submissions of one company may wait
     * @param inputDays how many days a file is kept as it was sent, so that it can be read in another way
     * @param maxKeptBytes how many bytes of one company may be kept
     * @param keptPercent how much of the room that is free, and of what it keeps, a company may take
     */
    public record Settings(long maxBytes, int maxWaiting, int inputDays, long maxKeptBytes, int keptPercent) {
        /** Those of every day. */
        public static final Settings USUAL = new Settings(5L << 30, 100, 1, 50L << 30, 25);
    }

    /**
     * Finds the submission that a file already is: the same bytes, of the same company for the same principal and campaign, read in the
     * same way, whose answer is still the answer of now. That is a submission that waits for its check, or is held after it; one that is checked by the list
     * alone, by the revision of now; and one that was so checked and came less than an hour ago. An hour bridges two ways at once and a
     * program that sends again after a fault. The answer for a campaign rests on refusals, consents and calls, too, which change at any
     * time: a file of a campaign is checked anew, which costs nothing, since its lines were checked of late. Two files that arrive at the
     * same moment wait for each other, on a lock of the content. Thread-safe.
     */
    static final class SameContent {
        /** How long a settled submission stands for a file that comes again. */
        static final Duration STANDS = Duration.ofHours(1);

        private final ReceivedRows rows;
        private final Supplier<OptionalLong> revision;

        /**
         * Among the submissions of this database.
         *
         * @param revision the list's as of now; empty when there is no list to check by
         */
        SameContent(Database database, Supplier<OptionalLong> revision) {
            this.rows = database.rows(ReceivedRows.class);
            this.revision = revision;
        }

        /** The submission that this file is; in the open transaction, in which else the file's own row is written. */
        Optional<UUID> earlier(Sent sent, String sha256, Instant now) {
            rows.lockContent(sent.company() + sha256);
            return rows.same(sent, sha256, revision.get().orElse(-1), now.minus(STANDS)).stream()
                    .filter(same -> same.layout().options().equals(sent.options()))
                    .map(ReceivedRows.Same::id)
                    .findFirst();
        }
    }
}
