package org.openbloctel.registry.callfiles.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.filevault.CountedOutput;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * Files that come in piece by piece. Each piece is a file of the vault, and counts once it is on the disk and the row says so. Of two
 * who write to one file, the later one wins and the other acknowledges nothing. Files that no writer goes on with are forgotten after a
 * day. There are two tables, since an upload has an announced length and a dropped file has a folder and a name; what they have in
 * common is here. Thread-safe.
 */
final class PartialFiles {
    /** How long a file may lie before its next piece comes. */
    static final Duration LIFE = Duration.ofDays(1);
    /** How long a writer of a dropped file counts as writing after its last sign. */
    static final Duration WRITING = Duration.ofMinutes(2);

    private final Rows rows;
    private final InstantSource clock;
    private final Vault vault;
    private final MasterKeys master;
    private final Receiver receiver;

    PartialFiles(InstantSource clock, Vault vault, MasterKeys master, Receiver receiver, Rows rows) {
        this.rows = rows;
        this.clock = clock;
        this.vault = vault;
        this.master = master;
        this.receiver = receiver;
    }

    /** The statements on files that are not whole yet, in the table of uploads or in that of dropped files. */
    interface Rows {
        /** A piece is on the disk. False when a later writer has the file by now, or it is gone. */
        boolean acknowledge(Partial file, String part, long bytes, Times times);

        /** Waits for the other transactions that begin a file of this company; until the end of this one. */
        void takeTurn(UUID company);

        /** Takes the row away, unless a later writer has the file: of several callers one has it. */
        boolean claim(Partial file);

        boolean delete(UUID id);

        List<Partial> expired(Instant now);
    }

    /** A moment at which a file is written to, and what follows from it. */
    record Times(Instant now) {
        /** Until when a file that is written to now is kept. */
        Instant expiry() {
            return now.plus(LIFE);
        }

        /** Until when the writer of a dropped file counts as writing. */
        Instant writingUntil() {
            return now.plus(WRITING);
        }
    }

    /** The key of a new file, for its column. */
    byte[] newKey(UUID id) {
        return WrappedKey.of(MasterKeys.newDataKey(), id, master).stored();
    }

    Times times() {
        return new Times(clock.instant());
    }

    /** A new piece, in the vault; it counts once it was acknowledged. */
    CountedOutput create(Partial file, String part) throws IOException {
        byte[] key = file.fileKey().open(file.id(), master);
        return new CountedOutput(IntakeOutput.open(() -> vault.create(file.id(), part, key)));
    }

    void deletePiece(Partial file, String part) throws IOException {
        vault.delete(file.id(), part);
    }

    /** A piece is on the disk. False when a later writer has the file by now, or it is gone. */
    boolean acknowledge(Partial file, String part, long bytes) {
        return rows.acknowledge(file, part, bytes, times());
    }

    /** A file that is whole, digested. */
    Receiver.Stored whole(Partial file) throws IOException {
        byte[] key = file.fileKey().open(file.id(), master);
        String sha256 = receiver.sha256(file.id(), file.parts(), key);
        return new Receiver.Stored(file.parts(), file.received(), sha256, file.fileKey());
    }

    /** Takes the row away, unless a later writer has the file: of several callers one has it. */
    boolean claim(Partial file) {
        return rows.claim(file);
    }

    /** Gives a file up. */
    void drop(UUID id) {
        if (rows.delete(id)) {
            erase(id);
        }
    }

    /** Removes the pieces of a file whose row is gone. The row is the fact: a place that is away must not fail what was committed. */
    void erase(UUID id) {
        try {
            vault.deleteBut(id, List.of());
        } catch (IOException e) {
            // The sweep finds what is left, and says why it cannot remove it.
        }
    }

    /** Removes the pieces of earlier writers, of whose bytes none counts any more. */
    void eraseBefore(Partial file) throws IOException {
        for (String name : vault.names(file.id())) {
            if (Integer.parseInt(name.split("-", -1)[1]) < file.writer()) {
                vault.delete(file.id(), name);
            }
        }
    }

    /** Until the open transaction ends, no other begins a file of this company: each would see room for one more. */
    void takeTurn(UUID company) {
        rows.takeTurn(company);
    }

    /** Files that no writer went on with. */
    List<Partial> expired() {
        return rows.expired(clock.instant());
    }

    /**
     * A file of which some pieces are here.
     *
     * @param received bytes that are on the disk
     * @param parts the names of the pieces, in their order
     * @param writer counts those who wrote to it: the latest may go on
     */
    record Partial(UUID id, UUID company, long received, List<String> parts, WrappedKey fileKey, int writer) {}
}
