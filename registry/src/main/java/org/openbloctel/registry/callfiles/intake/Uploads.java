package org.openbloctel.registry.callfiles.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.CountedOutput;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Large files that come in pieces: an upload that was cut off goes on where it stood. Each piece is a file of the vault; the
 * row says how many bytes are on the disk, and only then. With the last byte the upload becomes a submission of the same id, or
 * turns out to be one that came by another way.
 * Thread-safe; of two who write to one upload, the later one wins and the other acknowledges nothing.
 */
public final class Uploads {
    private static final int BUFFER = 1 << 16;

    private final Database database;
    private final UploadRows rows;
    private final InstantSource clock;
    private final Reception reception;
    private final PartialFiles files;
    private final IdempotencyKeyRows keys;

    /** Uploads that become submissions. */
    public Uploads(Database database, InstantSource clock, Reception reception) {
        this.database = database;
        this.rows = database.rows(UploadRows.class);
        this.clock = clock;
        this.reception = reception;
        this.files = reception.partialFiles(rows);
        this.keys = database.rows(IdempotencyKeyRows.class);
    }

    /**
     * How an upload stands.
     *
     * @param offset bytes that are on the disk
     * @param length bytes it will have
     * @param expiresAt when it is forgotten
     * @param submission what it is once it is whole: mostly of the same id
     */
    public record Upload(UUID id, long offset, long length, Instant expiresAt, UUID submission) {
        /** Whether it has become a submission. */
        public boolean isWhole() {
            return offset == length;
        }
    }

    /** An upload with what only this package may know. */
    record Row(
            @Nested PartialFiles.Partial file,
            UUID principal,
            String startedBy,
            String fileName,
            @Nested("option_") Sent.Layout layout,
            Optional<String> campaign,
            Sent.Channel channel,
            long length,
            Instant expiresAt,
            Optional<UUID> became) {
        UUID id() {
            return file.id();
        }

        Upload upload() {
            return new Upload(id(), file.received(), length, expiresAt, became.orElse(id()));
        }

        Sent sent() {
            UUID company = file.company();
            LayoutOptions options = layout.options();
            return new Sent(company, principal, startedBy, fileName, options, Optional.empty(), campaign, channel);
        }
    }

    /** Begins an upload of so many bytes; the same request under the same key finds the upload that it began before. */
    public Upload begin(Sent asked, long length) throws IOException {
        if (length <= 0) {
            throw new RefusedException(new SubmissionRefusal.EmptyFile());
        }
        reception.refuseTooLarge(length);
        Sent sent = reception.requireRoom(asked, length);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Upload begun = new Upload(id, 0, length, now.plus(PartialFiles.LIFE), id);
        if (sent.idempotencyKey().isEmpty()) {
            database.runInAccounts(() -> insert(sent, begun));
            return begun;
        }
        String key = sent.idempotencyKey().get();
        String fingerprint = sent.fingerprint("upload of " + length);
        Optional<UUID> before = database.inAccounts(
                () -> keys.once(sent.company(), key, id, fingerprint, now, () -> insert(sent, begun)));
        return before.isPresent() ? state(sent.company(), before.get()) : begun;
    }

    /** What was begun takes room on the disk for a day, whether anybody goes on with it or not. */
    private void requireRoom(UUID company) {
        int begun = rows.begun(company, clock.instant());
        if (begun >= reception.maxWaiting()) {
            throw new RefusedException(new SubmissionRefusal.TooManyWaiting(begun));
        }
    }

    private void insert(Sent sent, Upload begun) {
        files.takeTurn(sent.company());
        requireRoom(sent.company());
        // By its id, if it was found: it is found again when the last byte is here.
        Optional<String> campaign = sent.campaignId().map(UUID::toString).or(sent::campaign);
        rows.insert(begun.id(), sent, campaign, begun.length(), files.newKey(begun.id()), begun.expiresAt());
    }

    /** How it stands; one whose last byte came just before a server stopped is completed by the question. */
    public Upload state(UUID company, UUID id) throws IOException {
        Optional<Row> row = row(company, id);
        if (row.isEmpty()) {
            // Its last byte is here, and the answer to it may have been lost.
            return whole(company, id);
        }
        if (!row.get().upload().isWhole() || row.get().became().isPresent()) {
            return row.get().upload();
        }
        complete(row.get());
        return row(company, id).map(Row::upload).orElse(row.get().upload());
    }

    private Upload whole(UUID company, UUID id) {
        try {
            ReceivedRows.Known submission = reception
                    .known(company, id)
                    .orElseThrow(() -> new RefusedException(new SubmissionRefusal.UnknownUpload()));
            Instant expires = submission.receivedAt().plus(PartialFiles.LIFE);
            return new Upload(id, submission.size(), submission.size(), expires, id);
        } catch (RefusedException e) {
            throw new RefusedException(new SubmissionRefusal.UnknownUpload());
        }
    }

    /**
     * Takes the next bytes, as many as come: a connection that breaks loses nothing of what came before.
     *
     * @param offset where they belong
     */
    public Upload append(UUID company, UUID id, long offset, InputStream body) throws IOException {
        return append(company, id, offset, body, Optional.empty());
    }

    /**
     * The same, when the sender says what these bytes digest to: they are taken all or none.
     *
     * @throws RefusedException when they digest to something else
     */
    public Upload append(UUID company, UUID id, long offset, InputStream body, Optional<Checksum> checksum)
            throws IOException {
        Row row = beginWriting(company, id, offset);
        try (KeptBytes.Coming coming = reception.kept().begin(company)) {
            coming.reserve(row.upload().length() - offset);
            return append(row, body, checksum);
        }
    }

    private Upload append(Row row, InputStream body, Optional<Checksum> checksum) throws IOException {
        long offset = row.upload().offset();
        UUID company = row.sent().company();
        UUID id = row.id();
        PartialFiles.Partial file = row.file();
        String part = "in-" + file.writer();
        files.deletePiece(file, part);
        Optional<MessageDigest> digest = checksum.map(Checksum::newDigest);
        long taken;
        CountedOutput piece = files.create(file, part);
        try (piece) {
            taken = copy(digested(body, digest), piece, row.upload().length() - offset);
        }
        if (checksum.isPresent() && !checksum.get().is(digest.orElseThrow())) {
            files.deletePiece(file, part);
            throw new RefusedException(new SubmissionRefusal.ChecksumDiffers());
        }
        if (taken == 0 || !files.acknowledge(file, part, taken)) {
            files.deletePiece(file, part);
            return find(company, id).upload();
        }
        return state(company, id);
    }

    private static InputStream digested(InputStream body, Optional<MessageDigest> digest) {
        return digest.<InputStream>map(to -> new DigestInputStream(body, to)).orElse(body);
    }

    /** Copies until the end, the length, or the first fault of the sender; faults of ours are thrown. */
    private static long copy(InputStream body, CountedOutput to, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (to.size() < most) {
            int n;
            try {
                n = body.read(buffer, 0, (int) Math.min(buffer.length, most - to.size()));
            } catch (IOException e) {
                return to.size(); // cut off: what came is kept
            }
            if (n < 0) {
                return to.size();
            }
            to.write(buffer, 0, n);
        }
        return to.size();
    }

    private Row beginWriting(UUID company, UUID id, long offset) {
        return database.inAccounts(() -> {
            Row row = find(company, id);
            if (row.upload().offset() != offset) {
                throw new RefusedException(
                        new SubmissionRefusal.WrongOffset(row.upload().offset()));
            }
            return rows.write(id, offset, files.times().expiry())
                    .orElseThrow(() -> new RefusedException(new SubmissionRefusal.WrongOffset(offset)));
        });
    }

    private void complete(Row row) throws IOException {
        UUID id = row.id();
        Receiver.Stored stored = files.whole(row.file());
        boolean unneeded = database.inAccounts(() -> {
            // The request that settles the row makes the submission: once.
            return rows.settle(id) && !keep(id, reception.admit(id, row.sent(), stored, clock.instant()));
        });
        if (unneeded) {
            files.erase(id);
        }
    }

    /** Whether the upload's bytes are its submission's. If so the row has told all; else it tells which submission it was. */
    private boolean keep(UUID id, UUID submission) {
        if (submission.equals(id)) {
            rows.delete(id);
            return true;
        }
        rows.became(id, submission);
        return false;
    }

    /** Gives an upload up. */
    public void abandon(UUID company, UUID id) {
        find(company, id);
        files.drop(id);
    }

    /** Forgets uploads that no sender went on with; how many. */
    public int expire() {
        List<PartialFiles.Partial> expired = files.expired();
        for (PartialFiles.Partial file : expired) {
            files.drop(file.id());
        }
        return expired.size();
    }

    private Row find(UUID company, UUID id) {
        return row(company, id).orElseThrow(() -> new RefusedException(new SubmissionRefusal.UnknownUpload()));
    }

    private Optional<Row> row(UUID company, UUID id) {
        return rows.find(company, id, clock.instant());
    }

    /**
     * What the sender says the next bytes of an upload digest to.
     *
     * @param algorithm of {@link #ALGORITHMS}
     * @param digest what it gives, in base 64
     */
    public record Checksum(String algorithm, String digest) {
        /** The algorithms, as the tus protocol names them. */
        public static final List<String> ALGORITHMS = List.of("sha256", "sha1");

        /** {@code sha256 BASE64}; empty when it cannot be read. */
        public static Optional<Checksum> of(String written) {
            String[] parts = written.strip().split(" +", -1);
            return parts.length == 2 && ALGORITHMS.contains(parts[0])
                    ? Optional.of(new Checksum(parts[0], parts[1]))
                    : Optional.empty();
        }

        MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance(algorithm.equals("sha1") ? "SHA-1" : "SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }

        boolean is(MessageDigest digested) {
            byte[] encoded = Base64.getEncoder().encode(digested.digest());
            return MessageDigest.isEqual(digest.getBytes(StandardCharsets.US_ASCII), encoded);
        }
    }
}
