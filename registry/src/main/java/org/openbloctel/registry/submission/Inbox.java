package org.openbloctel.registry.submission;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SftpRefusal;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.vault.MasterKeys;

/**
 * Files that come in piece by piece under a name, and are taken once: when whoever writes them has said that this was all, and the
 * name is not one of those that programs give to files they have not finished. A file that was cut off stays, with the bytes that
 * are on the disk, and may be gone on with for a day, on any server of the registry. Of two who write to one file the later one wins,
 * and the other acknowledges nothing. Thread-safe.
 */
public final class Inbox {
    private static final Duration LIFE = Duration.ofDays(1);
    private static final Duration WRITING = Duration.ofMinutes(2);
    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final InstantSource clock;
    private final Submissions submissions;
    private final MasterKeys master;
    private final Limits limits;
    private final Vault vault;
    private final Receiver receiver;
    private final Arrivals arrivals;

    /** Files that come into this database and folder. */
    public Inbox(
            Database database,
            InstantSource clock,
            Submissions submissions,
            Arrivals arrivals,
            Settings settings,
            MasterKeys master,
            Limits limits)
            throws IOException {
        this.database = database;
        this.clock = clock;
        this.submissions = submissions;
        this.arrivals = arrivals;
        this.master = master;
        this.limits = limits;
        this.vault = new Vault(settings.folder());
        this.receiver = new Receiver(vault, master, settings.maxBytes());
    }

    /**
     * How much of a company may lie here.
     *
     * @param files so many files
     * @param bytes so many bytes in all
     */
    public record Limits(int files, long bytes) {}

    /**
     * Where a file lies, and for whom.
     *
     * @param company whose it is
     * @param principal whose campaign it is: the company itself, or who gave it a mandate
     * @param folder the id of the campaign; empty for none
     */
    public record Place(UUID company, UUID principal, String folder) {
        Optional<String> campaign() {
            return Optional.of(folder).filter(id -> !id.isEmpty());
        }
    }

    /**
     * A file that is not taken yet.
     *
     * @param size bytes that are on the disk
     * @param changedAt when the last of them came
     */
    public record Incoming(UUID id, String name, long size, Instant changedAt) {}

    /** A row with what only this package may know. */
    record Row(
            Incoming file,
            Place place,
            String sentBy,
            List<String> parts,
            WrappedKey key,
            int writer,
            boolean complete,
            Optional<Instant> writingUntil) {}

    /** Whether programs call a file so before they have finished it. */
    public static boolean isTemporary(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".")
                || lower.endsWith(".filepart")
                || lower.endsWith(".part")
                || lower.endsWith(".tmp")
                || lower.endsWith("~");
    }

    /** The files of a folder that are not taken yet, by name. */
    public List<Incoming> list(UUID company, String folder) {
        return database.accounts()
                .sql(
                        "select * from accounts.incoming_file where company = ? and folder = ? and expires_at > ? order by name")
                .params(company, folder, now())
                .query((row, n) -> row(row).file())
                .list();
    }

    /** The file of this name, if it is not taken yet. */
    public Optional<Incoming> find(UUID company, String folder, String name) {
        return row(company, folder, name).map(Row::file);
    }

    /**
     * Begins a file, or goes on with it.
     *
     * @param afresh whether what came before is given up
     * @throws RefusedException when nothing could come of it: the answer to it is then among the arrivals
     */
    public Writing open(Place place, String actor, String name, boolean afresh) throws IOException {
        refuseName(name);
        Optional<Row> before = row(place.company(), place.folder(), name);
        if (before.isEmpty()) {
            begin(place, actor, name);
        }
        Row row = database.accounts()
                .sql("update accounts.incoming_file set writer = writer + 1, complete = false, sent_by = :actor,"
                        + " writing_until = :writing, expires_at = :expires, changed_at = :now,"
                        + " received = case when :afresh then 0 else received end,"
                        + " parts = case when :afresh then '{}' else parts end"
                        + " where company = :company and folder = :folder and name = :name returning *")
                .param("actor", actor)
                .param("writing", clock.instant().plus(WRITING).atOffset(ZoneOffset.UTC))
                .param("expires", clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC))
                .param("now", now())
                .param("afresh", afresh)
                .param("company", place.company())
                .param("folder", place.folder())
                .param("name", name)
                .query((found, n) -> row(found))
                .optional()
                .orElseThrow(() -> new RefusedException(new SftpRefusal.TakenMeanwhile()));
        if (afresh) {
            vault.deleteBut(row.file().id(), List.of());
        }
        return new Writing(this, vault, row, row.key().open(row.file().id(), master));
    }

    private void begin(Place place, String actor, String name) {
        Sent sent = sent(place, actor, name);
        try {
            submissions.requireRoom(sent);
        } catch (RefusedException refused) {
            arrivals.refused(place, sent.fileName(), 0, Faults.refused(refused.refusal()));
            throw refused;
        }
        UUID id = UUID.randomUUID();
        database.inAccounts(() -> {
            requireRoom(place.company(), 0);
            byte[] key = WrappedKey.of(MasterKeys.newDataKey(), id, master).stored();
            return database.accounts()
                    .sql("insert into accounts.incoming_file"
                            + " (id, company, principal, folder, name, sent_by, file_key, changed_at, expires_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (company, folder, name) do nothing")
                    .params(
                            id,
                            place.company(),
                            place.principal(),
                            place.folder(),
                            name,
                            actor,
                            key,
                            now(),
                            clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private static Sent sent(Place place, String actor, String name) {
        return new Sent(
                place.company(),
                place.principal(),
                actor,
                name,
                org.openbloctel.scrub.file.LayoutOptions.NONE,
                Optional.empty(),
                place.campaign(),
                Channel.SFTP);
    }

    private static void refuseName(String name) {
        boolean bad = name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
        if (bad) {
            throw new RefusedException(new SftpRefusal.BadName(LONGEST_NAME));
        }
    }

    /** Refuses when a company has too much lying here, with so many bytes more. */
    void requireRoom(UUID company, long more) {
        long[] lying = database.accounts()
                .sql(
                        "select count(*) as files, coalesce(sum(received), 0) as bytes from accounts.incoming_file where company = ?")
                .param(company)
                .query((row, n) -> new long[] {row.getLong("files"), row.getLong("bytes")})
                .single();
        if ((more == 0 && lying[0] >= limits.files()) || lying[1] + more > limits.bytes()) {
            throw new RefusedException(new SftpRefusal.InboxFull(limits.files(), limits.bytes() >> 20));
        }
    }

    /** Refuses a file that grows too large; what came of it is given up, and answered. */
    void refuseTooLarge(Row row, long size) throws IOException {
        try {
            receiver.refuseTooLarge(size);
        } catch (RefusedException refused) {
            refuse(row, size, Faults.refused(refused.refusal()));
            throw refused;
        }
    }

    /** A piece is on the disk. False when somebody else writes to the file by now, or it is gone. */
    boolean acknowledge(Row row, String part, long bytes) {
        return database.accounts()
                        .sql(
                                "update accounts.incoming_file set received = received + ?, parts = parts || ?, changed_at = ?,"
                                        + " writing_until = ?, expires_at = ? where id = ? and writer = ?")
                        .params(
                                bytes,
                                part,
                                now(),
                                clock.instant().plus(WRITING).atOffset(ZoneOffset.UTC),
                                clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC),
                                row.file().id(),
                                row.writer())
                        .update()
                == 1;
    }

    /** Its writer is gone: with the file complete, or cut off. */
    boolean leave(Row row, boolean complete) {
        return database.accounts()
                        .sql("update accounts.incoming_file set writing_until = null, complete = ?, changed_at = ?"
                                + " where id = ? and writer = ?")
                        .params(complete, now(), row.file().id(), row.writer())
                        .update()
                == 1;
    }

    /**
     * Gives a file another name or place. Under a name that is final, it is taken.
     *
     * @param replace whether a file that is there already goes
     * @return what became of it, when it was taken
     */
    public Optional<Arrivals.Arrival> rename(Place from, String name, Place to, String newName, boolean replace)
            throws IOException {
        refuseName(newName);
        Row row = row(from.company(), from.folder(), name)
                .orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()));
        refuseUnfinished(row);
        Optional<Row> there = row(to.company(), to.folder(), newName);
        if (there.isPresent() && !there.get().file().id().equals(row.file().id())) {
            if (!replace) {
                throw new RefusedException(new SftpRefusal.AlreadyThere());
            }
            drop(there.get());
        }
        int renamed = database.accounts()
                .sql("update accounts.incoming_file set name = ?, folder = ?, principal = ?, changed_at = ?"
                        + " where id = ? and writer = ? and complete and name = ? and folder = ?")
                .params(newName, to.folder(), to.principal(), now(), row.file().id(), row.writer(), name, from.folder())
                .update();
        if (renamed == 0) {
            throw new RefusedException(new SftpRefusal.TakenMeanwhile());
        }
        return take(row.file().id());
    }

    /** Who renames a file has finished it: one that was cut off, or is being written, cannot be taken by a new name. */
    private void refuseUnfinished(Row row) {
        boolean written = row.writingUntil().filter(clock.instant()::isBefore).isPresent();
        if (written || !row.complete()) {
            throw new RefusedException(new SftpRefusal.NotFinished());
        }
    }

    /** Takes a file, if its writer has finished it and its name is final: once, whoever asks. */
    Optional<Arrivals.Arrival> take(UUID id) throws IOException {
        Optional<Row> found = database.accounts()
                .sql("select * from accounts.incoming_file where id = ? and complete and writing_until is null")
                .param(id)
                .query((row, n) -> row(row))
                .optional()
                .filter(row -> !isTemporary(row.file().name()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row row = found.get();
        Sent sent = sent(row.place(), row.sentBy(), row.file().name());
        try {
            if (row.parts().isEmpty()) {
                throw new RefusedException(new SubmissionRefusal.EmptyFile());
            }
            submissions.requireRoom(sent);
        } catch (RefusedException refused) {
            return refuse(row, row.file().size(), Faults.refused(refused.refusal()));
        }
        String sha256 = receiver.sha256(id, row.parts(), row.key().open(id, master));
        SubmissionRows.Stored stored =
                new SubmissionRows.Stored(row.parts(), row.file().size(), sha256, row.key());
        Optional<Arrivals.Arrival> arrival = database.inAccounts(() -> {
            if (!claim(row)) {
                return Optional.<Arrivals.Arrival>empty();
            }
            UUID submission = submissions.admit(id, sent, stored, clock.instant());
            return Optional.of(
                    arrivals.taken(row.place(), sent.fileName(), row.file().size(), submission));
        });
        if (arrival.isPresent() && !arrival.get().submission().equals(Optional.of(id))) {
            vault.deleteBut(id, List.of());
        }
        return arrival;
    }

    private Optional<Arrivals.Arrival> refuse(Row row, long size, Submission.Refused refused) throws IOException {
        String name = sent(row.place(), row.sentBy(), row.file().name()).fileName();
        Optional<Arrivals.Arrival> arrival = database.inAccounts(() -> claim(row)
                ? Optional.of(arrivals.refused(row.place(), name, size, refused))
                : Optional.<Arrivals.Arrival>empty());
        if (arrival.isPresent()) {
            vault.deleteBut(row.file().id(), List.of());
        }
        return arrival;
    }

    /** Whoever deletes the row has the file. */
    private boolean claim(Row row) {
        return database.accounts()
                        .sql("delete from accounts.incoming_file where id = ? and writer = ?")
                        .params(row.file().id(), row.writer())
                        .update()
                == 1;
    }

    /** Takes what was finished when a server stopped before it could take it; how many. */
    public int takeLeft() throws IOException {
        List<UUID> left = database.accounts()
                .sql(
                        "select id from accounts.incoming_file where complete and writing_until is null and changed_at <= ?")
                .param(clock.instant().minus(Duration.ofSeconds(30)).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
        int taken = 0;
        for (UUID id : left) {
            taken += take(id).isPresent() ? 1 : 0;
        }
        return taken;
    }

    /** Gives a file up. */
    public void delete(UUID company, String folder, String name) throws IOException {
        drop(row(company, folder, name).orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile())));
    }

    private void drop(Row row) throws IOException {
        if (claim(row)) {
            vault.deleteBut(row.file().id(), List.of());
        }
    }

    /** Forgets files that nobody went on with; how many. */
    public int expire() throws IOException {
        List<Row> expired = database.accounts()
                .sql("select * from accounts.incoming_file where expires_at <= ?")
                .param(now())
                .query((row, n) -> row(row))
                .list();
        for (Row row : expired) {
            drop(row);
        }
        return expired.size();
    }

    private Optional<Row> row(UUID company, String folder, String name) {
        return database.accounts()
                .sql(
                        "select * from accounts.incoming_file where company = ? and folder = ? and name = ? and expires_at > ?")
                .params(company, folder, name, now())
                .query((row, n) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Incoming(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("received"),
                        SubmissionRows.instant(row, "changed_at").orElseThrow()),
                new Place(
                        row.getObject("company", UUID.class),
                        row.getObject("principal", UUID.class),
                        row.getString("folder")),
                row.getString("sent_by"),
                SubmissionRows.texts(row, "parts"),
                new WrappedKey(row.getBytes("file_key")),
                row.getInt("writer"),
                row.getBoolean("complete"),
                SubmissionRows.instant(row, "writing_until"));
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
