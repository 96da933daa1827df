package org.openbloctel.registry.callfiles.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * Files that come in piece by piece under a name, and are taken once: when their writer has said that this was all, and the
 * name is not one of those that programs give to files they have not finished. A file that was cut off stays, with the bytes that
 * are on the disk, and may be gone on with for a day, on any server of the registry. Of two who write to one file the later one wins,
 * and the other acknowledges nothing. Thread-safe.
 */
public final class Inbox {
    private static final int MAX_NAME_LENGTH = 200;

    private final Database database;
    private final IncomingRows rows;
    private final InstantSource clock;
    private final Reception reception;
    private final Limits limits;
    private final PartialFiles files;
    private final Arrivals arrivals;

    /** Files that become submissions. */
    public Inbox(Database database, InstantSource clock, Reception reception, Arrivals arrivals, Limits limits) {
        this.database = database;
        this.rows = database.rows(IncomingRows.class);
        this.clock = clock;
        this.reception = reception;
        this.arrivals = arrivals;
        this.limits = limits;
        this.files = reception.partialFiles(rows);
    }

    /**
     * How much of a company may lie here.
     *
     * @param files so many files
     * @param bytes so many bytes in all
     */
    public record Limits(int files, long bytes) {}

    /**
     * A file that is not taken yet.
     *
     * @param size bytes that are on the disk
     * @param changedAt when the last of them came
     */
    public record Incoming(UUID id, String name, long size, Instant changedAt) {}

    /** A file with what only this package may know. */
    record Row(
            @Nested PartialFiles.Partial file,
            @Nested Arrivals.Folder place,
            String name,
            Instant changedAt,
            String sentBy,
            boolean complete,
            Optional<Instant> writingUntil) {
        UUID id() {
            return file.id();
        }

        Incoming seen() {
            return new Incoming(id(), name, file.received(), changedAt);
        }
    }

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
        return rows.list(company, folder, clock.instant()).stream()
                .map(Row::seen)
                .toList();
    }

    /** The file of this name, if it is not taken yet. */
    public Optional<Incoming> find(UUID company, String folder, String name) {
        return row(company, folder, name).map(Row::seen);
    }

    /**
     * Begins a file, or goes on with it.
     *
     * @param afresh whether what came before is given up
     * @throws RefusedException when nothing could come of it: the answer to it is then among the arrivals
     */
    public Writing open(Arrivals.Folder place, String actor, String name, boolean afresh) throws IOException {
        refuseName(name);
        Optional<Row> before = row(place.company(), place.folder(), name);
        if (before.isEmpty()) {
            begin(place, actor, name);
        }
        Row row = rows.open(place, actor, name, afresh, files.times())
                .orElseThrow(() -> new RefusedException(new SftpRefusal.TakenMeanwhile()));
        if (row.file().parts().isEmpty()) {
            files.eraseBefore(row.file());
        }
        return new Writing(files, row.file(), new Target(row));
    }

    private void begin(Arrivals.Folder place, String actor, String name) {
        Sent sent = sent(place, actor, name);
        try {
            reception.requireRoom(sent);
        } catch (RefusedException refused) {
            arrivals.refused(place, sent.fileName(), 0, Refusal.Stored.of(refused.refusal()));
            throw refused;
        }
        UUID id = UUID.randomUUID();
        database.runInAccounts(() -> {
            files.takeTurn(place.company());
            requireRoom(place.company(), 0);
            rows.insert(id, place, actor, name, files.newKey(id), files.times());
        });
    }

    private static Sent sent(Arrivals.Folder place, String actor, String name) {
        return new Sent(
                place.company(),
                place.principal(),
                actor,
                name,
                org.openbloctel.scrub.file.LayoutOptions.NONE,
                Optional.empty(),
                place.campaign(),
                Sent.Channel.SFTP);
    }

    private static void refuseName(String name) {
        boolean bad = name.isBlank()
                || name.length() > MAX_NAME_LENGTH
                || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\');
        if (bad) {
            throw new RefusedException(new SftpRefusal.BadName(MAX_NAME_LENGTH));
        }
    }

    /** Refuses when a company has too much lying here, with so many bytes more. */
    private void requireRoom(UUID company, long more) {
        IncomingRows.Lying lying = rows.lying(company);
        if ((more == 0 && lying.files() >= limits.files()) || lying.bytes() + more > limits.bytes()) {
            throw new RefusedException(new SftpRefusal.InboxFull(limits.files(), limits.bytes() >> 20));
        }
        if (more > 0) { // a file that begins was compared before
            reception.kept().require(company, more);
        }
    }

    /** Refuses a file that grows too large; what came of it is given up, and answered. */
    private void refuseTooLarge(Row row, long size) throws IOException {
        try {
            reception.refuseTooLarge(size);
        } catch (RefusedException refused) {
            refuse(row, size, Refusal.Stored.of(refused.refusal()));
            throw refused;
        }
    }

    /** Its writer is gone: with the file complete, or cut off. */
    private boolean leave(Row row, boolean complete) {
        return rows.leave(row.file(), complete, clock.instant());
    }

    /**
     * Gives a file another name or place. Under a name that is final, it is taken.
     *
     * @param replace whether a file that is there already goes
     * @return what became of it, when it was taken
     */
    public Optional<Arrivals.Arrival> rename(
            Arrivals.Folder from, String name, Arrivals.Folder to, String newName, boolean replace) throws IOException {
        refuseName(newName);
        Row row = row(from.company(), from.folder(), name)
                .orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()));
        refuseUnfinished(row);
        Optional<Row> there =
                row(to.company(), to.folder(), newName).filter(one -> !one.id().equals(row.id()));
        if (there.isPresent() && !replace) {
            throw new RefusedException(new SftpRefusal.AlreadyThere());
        }
        // In one transaction: what is replaced stays when the new file is gone by then.
        database.runInAccounts(() -> {
            boolean mine = there.isEmpty() || files.claim(there.get().file());
            if (!mine || !rows.rename(row.file(), from, name, to, newName, clock.instant())) {
                throw new RefusedException(new SftpRefusal.TakenMeanwhile());
            }
        });
        if (there.isPresent()) {
            files.erase(there.get().id());
        }
        return take(row.id());
    }

    /** Who renames a file has finished it: one that was cut off, or is being written, cannot be taken by a new name. */
    private void refuseUnfinished(Row row) {
        boolean written = row.writingUntil().filter(clock.instant()::isBefore).isPresent();
        if (written || !row.complete()) {
            throw new RefusedException(new SftpRefusal.NotFinished());
        }
    }

    /** Takes a file, if its writer has finished it and its name is final: once, for all who ask. */
    private Optional<Arrivals.Arrival> take(UUID id) throws IOException {
        Optional<Row> found = rows.finished(id).filter(row -> !isTemporary(row.name()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row row = found.get();
        Sent sent = sent(row.place(), row.sentBy(), row.name());
        try {
            if (row.file().parts().isEmpty()) {
                throw new RefusedException(new SubmissionRefusal.EmptyFile());
            }
            reception.requireRoom(sent);
        } catch (RefusedException refused) {
            return refuse(row, row.file().received(), Refusal.Stored.of(refused.refusal()));
        }
        Receiver.Stored stored = files.whole(row.file());
        Optional<Arrivals.Arrival> arrival = database.inAccounts(() -> {
            if (!files.claim(row.file())) {
                return Optional.<Arrivals.Arrival>empty();
            }
            UUID submission = reception.admit(id, sent, stored, clock.instant());
            return Optional.of(
                    arrivals.taken(row.place(), sent.fileName(), row.file().received(), submission));
        });
        if (arrival.isPresent() && !arrival.get().submission().equals(Optional.of(id))) {
            files.erase(id);
        }
        return arrival;
    }

    private Optional<Arrivals.Arrival> refuse(Row row, long size, Refusal.Stored refused) {
        String name = sent(row.place(), row.sentBy(), row.name()).fileName();
        Optional<Arrivals.Arrival> arrival = database.inAccounts(() -> files.claim(row.file())
                ? Optional.of(arrivals.refused(row.place(), name, size, refused))
                : Optional.<Arrivals.Arrival>empty());
        if (arrival.isPresent()) {
            files.erase(row.id());
        }
        return arrival;
    }

    /**
     * Takes what was finished when a server stopped before it could take it; how many.
     *
     * @throws IOException when one of them cannot be read; the others are taken all the same
     */
    public int takeLeft() throws IOException {
        List<UUID> left = rows.left(clock.instant().minus(Duration.ofSeconds(30)));
        int taken = 0;
        IOException damaged = null;
        for (UUID id : left) {
            try {
                taken += take(id).isPresent() ? 1 : 0;
            } catch (IOException e) {
                damaged = e;
            }
        }
        if (damaged != null) {
            throw damaged;
        }
        return taken;
    }

    /** Gives a file up. */
    public void delete(UUID company, String folder, String name) throws IOException {
        drop(row(company, folder, name)
                .orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()))
                .file());
    }

    private void drop(PartialFiles.Partial file) {
        if (files.claim(file)) {
            files.erase(file.id());
        }
    }

    /** Forgets files that were not continued; how many. */
    public int expire() {
        List<PartialFiles.Partial> expired = files.expired();
        for (PartialFiles.Partial file : expired) {
            drop(file);
        }
        return expired.size();
    }

    private Optional<Row> row(UUID company, String folder, String name) {
        return rows.find(company, folder, name, clock.instant());
    }

    /** What a writer asks of the inbox. */
    private final class Target implements Writing.Target {
        private final Row row;

        Target(Row row) {
            this.row = row;
        }

        @Override
        public void requireRoom(long more) {
            Inbox.this.requireRoom(row.place().company(), more);
        }

        @Override
        public void refuseTooLarge(long size) throws IOException {
            Inbox.this.refuseTooLarge(row, size);
        }

        @Override
        public boolean leave(boolean complete) {
            return Inbox.this.leave(row, complete);
        }

        @Override
        public Optional<Arrivals.Arrival> take() throws IOException {
            return Inbox.this.take(row.id());
        }
    }
}
