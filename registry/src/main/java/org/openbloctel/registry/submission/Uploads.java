package org.openbloctel.registry.submission;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Large files that come in pieces: an upload that was cut off goes on where it stood. Each piece is a file of the vault; the
 * row says how many bytes are on the disk, and only then. With the last byte the upload becomes a submission of the same id, or
 * turns out to be one that came by another way.
 * Thread-safe; of two who write to one upload, the later one wins and the other acknowledges nothing.
 */
public final class Uploads {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int BUFFER = 1 << 16;

    private final Database database;
    private final InstantSource clock;
    private final Submissions submissions;
    private final MasterKeys master;
    private final Vault vault;
    private final Receiver receiver;
    private final KeyRows keys;
    private final int mostBegun;

    /** Uploads that become submissions. */
    public Uploads(
            Database database, InstantSource clock, Submissions submissions, Settings settings, MasterKeys master)
            throws IOException {
        this.database = database;
        this.clock = clock;
        this.submissions = submissions;
        this.master = master;
        this.vault = new Vault(settings.folder());
        this.receiver = new Receiver(vault, master, settings.maxBytes());
        this.keys = new KeyRows(database);
        this.mostBegun = settings.maxWaiting();
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

    private record Row(Upload upload, Sent sent, List<String> parts, WrappedKey key, int writer, boolean settled) {}

    /** Begins an upload of so many bytes; the same request under the same key finds the upload that it began before. */
    public Upload begin(Sent asked, long length) throws IOException {
        if (length <= 0) {
            throw new RefusedException(new SubmissionRefusal.EmptyFile());
        }
        receiver.refuseTooLarge(length);
        Sent sent = submissions.requireRoom(asked);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Upload begun = new Upload(id, 0, length, now.plus(LIFE), id);
        if (sent.idempotencyKey().isEmpty()) {
            insert(sent, begun);
            return begun;
        }
        String key = sent.idempotencyKey().get();
        String fingerprint = sent.fingerprint("upload of " + length);
        Optional<UUID> before = keys.once(sent.company(), key, id, fingerprint, now, () -> insert(sent, begun));
        return before.isPresent() ? state(sent.company(), before.get()) : begun;
    }

    /** What was begun takes room on the disk for a day, whether anybody goes on with it or not. */
    private void requireRoom(UUID company) {
        int begun = database.accounts()
                .sql("select count(*) from accounts.submission_upload"
                        + " where company = ? and became is null and expires_at > ?")
                .params(company, clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        if (begun >= mostBegun) {
            throw new RefusedException(new SubmissionRefusal.TooManyWaiting(begun));
        }
    }

    private void insert(Sent sent, Upload begun) {
        requireRoom(sent.company());
        LayoutOptions options = sent.options();
        database.accounts()
                .sql("insert into accounts.submission_upload"
                        + " (id, company, principal, started_by, file_name, option_columns, option_separator, option_encoding,"
                        + " option_header, option_quotes, option_sheet, campaign, channel, length, file_key, expires_at)"
                        + " values (:id, :company, :principal, :actor, :name, :columns, :separator, :encoding, :header,"
                        + " :quotes, :sheet, :campaign, :channel, :length, :key, :expires)")
                .param("id", begun.id())
                .param("company", sent.company())
                .param("principal", sent.principal())
                .param("actor", sent.actor())
                .param("name", sent.fileName())
                .param("columns", options.columns().toArray(String[]::new))
                .param("separator", options.separator().map(String::valueOf).orElse(null))
                .param("encoding", options.encoding().map(Encoding::label).orElse(null))
                .param("header", options.header().orElse(null))
                .param("quotes", options.quotes().orElse(null))
                .param("sheet", options.sheet().orElse(null))
                // By its id, if it was found: it is found again when the last byte is here.
                .param(
                        "campaign",
                        sent.campaignId().map(UUID::toString).or(sent::campaign).orElse(null))
                .param("channel", sent.channel().label())
                .param("length", begun.length())
                .param(
                        "key",
                        WrappedKey.of(MasterKeys.newDataKey(), begun.id(), master)
                                .stored())
                .param("expires", begun.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How it stands; one whose last byte came just before a server stopped is completed by the question. */
    public Upload state(UUID company, UUID id) throws IOException {
        Optional<Row> row = row(company, id);
        if (row.isEmpty()) {
            // Its last byte is here, and the answer to it may have been lost.
            return whole(company, id);
        }
        if (!row.get().upload().isWhole() || row.get().settled()) {
            return row.get().upload();
        }
        complete(row.get());
        return row(company, id).map(Row::upload).orElse(row.get().upload());
    }

    private Upload whole(UUID company, UUID id) {
        try {
            Submission submission = submissions.get(company, id);
            Instant expires = submission.receivedAt().plus(LIFE);
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
        String part = "in-" + row.writer();
        byte[] key = row.key().open(id, master);
        vault.delete(id, part);
        Optional<MessageDigest> digest = checksum.map(Checksum::newDigest);
        long taken;
        ResultFile.Counted counted = new ResultFile.Counted(vault.create(id, part, key));
        try (counted) {
            taken = copy(digested(body, digest), counted, row.upload().length() - offset);
        }
        if (checksum.isPresent() && !checksum.get().is(digest.orElseThrow())) {
            vault.delete(id, part);
            throw new RefusedException(new SubmissionRefusal.ChecksumDiffers());
        }
        if (taken == 0 || !acknowledge(row, part, taken)) {
            vault.delete(id, part);
            return find(company, id).upload();
        }
        return state(company, id);
    }

    private static InputStream digested(InputStream body, Optional<MessageDigest> digest) {
        return digest.<InputStream>map(to -> new DigestInputStream(body, to)).orElse(body);
    }

    /** Copies until the end, the length, or the first fault of the sender; faults of ours are thrown. */
    private static long copy(InputStream body, ResultFile.Counted to, long most) throws IOException {
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
            return database.accounts()
                    .sql("update accounts.submission_upload set writer = writer + 1, expires_at = ?"
                            + " where id = ? and received = ? returning *")
                    .params(clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC), id, offset)
                    .query(Uploads::row)
                    .optional()
                    .orElseThrow(() -> new RefusedException(new SubmissionRefusal.WrongOffset(offset)));
        });
    }

    private boolean acknowledge(Row row, String part, long bytes) {
        return database.accounts()
                        .sql("update accounts.submission_upload set received = received + ?, parts = parts || ?"
                                + " where id = ? and writer = ?")
                        .params(bytes, part, row.upload().id(), row.writer())
                        .update()
                == 1;
    }

    private void complete(Row row) throws IOException {
        UUID id = row.upload().id();
        String sha256 = receiver.sha256(id, row.parts(), row.key().open(id, master));
        SubmissionRows.Stored stored =
                new SubmissionRows.Stored(row.parts(), row.upload().length(), sha256, row.key());
        boolean unneeded = database.inAccounts(() -> {
            // Whoever settles the row makes the submission: once.
            int mine = database.accounts()
                    .sql(
                            "update accounts.submission_upload set became = id, parts = '{}' where id = ? and became is null")
                    .param(id)
                    .update();
            return mine == 1 && !keep(id, submissions.admit(id, row.sent(), stored, clock.instant()));
        });
        if (unneeded) {
            vault.deleteBut(id, List.of());
        }
    }

    /** Whether the upload's bytes are its submission's. If so the row has told all; else it tells which submission it was. */
    private boolean keep(UUID id, UUID submission) {
        if (submission.equals(id)) {
            database.accounts()
                    .sql("delete from accounts.submission_upload where id = ?")
                    .param(id)
                    .update();
            return true;
        }
        database.accounts()
                .sql("update accounts.submission_upload set became = ? where id = ?")
                .params(submission, id)
                .update();
        return false;
    }

    /** Gives an upload up. */
    public void abandon(UUID company, UUID id) throws IOException {
        find(company, id);
        drop(id);
    }

    private void drop(UUID id) throws IOException {
        int mine = database.accounts()
                .sql("delete from accounts.submission_upload where id = ?")
                .param(id)
                .update();
        if (mine == 1) {
            vault.deleteBut(id, List.of());
        }
    }

    /** Forgets uploads that nobody went on with. */
    public int expire() throws IOException {
        List<UUID> expired = new ArrayList<>(database.accounts()
                .sql("select id from accounts.submission_upload where expires_at <= ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
        for (UUID id : expired) {
            drop(id);
        }
        return expired.size();
    }

    private Row find(UUID company, UUID id) {
        return row(company, id).orElseThrow(() -> new RefusedException(new SubmissionRefusal.UnknownUpload()));
    }

    private Optional<Row> row(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.submission_upload where id = ? and company = ? and expires_at > ?")
                .params(id, company, clock.instant().atOffset(ZoneOffset.UTC))
                .query(Uploads::row)
                .optional();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID became = row.getObject("became", UUID.class);
        return new Row(
                new Upload(
                        id,
                        row.getLong("received"),
                        row.getLong("length"),
                        SubmissionRows.instant(row, "expires_at").orElseThrow(),
                        Optional.ofNullable(became).orElse(id)),
                new Sent(
                        row.getObject("company", UUID.class),
                        row.getObject("principal", UUID.class),
                        row.getString("started_by"),
                        row.getString("file_name"),
                        SubmissionRows.options(row),
                        Optional.empty(),
                        Optional.ofNullable(row.getString("campaign")),
                        Channel.of(row.getString("channel")).orElseThrow()),
                SubmissionRows.texts(row, "parts"),
                new WrappedKey(row.getBytes("file_key")),
                row.getInt("writer"),
                became != null);
    }
}
