package org.openbloctel.registry.submission;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SftpRefusal;

/**
 * Somebody writes to a file of the {@link Inbox}: one byte behind the other, into encrypted pieces. A piece counts once it is on
 * the disk and the row says so: each 16 MiB, and when the writer goes. What a killed server had not acknowledged is lost, and the
 * file goes on before it. Not thread-safe.
 */
public final class Writing {
    private static final long PIECE = 16L << 20;

    private final Inbox inbox;
    private final Vault vault;
    private final Inbox.Row row;
    private final byte[] key;
    private long acknowledged;
    private int pieces;
    private ResultFile.@Nullable Counted piece;
    private boolean over;

    Writing(Inbox inbox, Vault vault, Inbox.Row row, byte[] key) {
        this.inbox = inbox;
        this.vault = vault;
        this.row = row;
        this.key = key;
        this.acknowledged = row.file().size();
    }

    /** How long the file is with what was written here. */
    public long size() {
        ResultFile.Counted open = piece;
        return acknowledged + (open == null ? 0 : open.size());
    }

    /**
     * Writes the next bytes.
     *
     * @param offset where they belong: behind all others
     * @throws RefusedException when they belong elsewhere, the file is too large, or somebody else writes to it by now
     */
    public void append(long offset, byte[] bytes, int from, int length) throws IOException {
        if (over) {
            throw new RefusedException(new SftpRefusal.TakenMeanwhile());
        }
        if (offset != size()) {
            throw new RefusedException(new SftpRefusal.WrongPlace(size()));
        }
        ResultFile.Counted open = piece;
        try {
            if (open == null) {
                inbox.requireRoom(row.place().company(), Math.max(1, length));
                open = new ResultFile.Counted(vault.create(row.file().id(), name(), key));
                piece = open;
            }
            open.write(bytes, from, length);
            inbox.refuseTooLarge(row, size());
        } catch (IOException | RefusedException e) {
            over = true;
            try {
                abandonPiece();
            } finally {
                inbox.leave(row, false);
            }
            throw e;
        }
        if (open.size() >= PIECE) {
            acknowledge();
        }
    }

    private String name() {
        return "in-" + row.writer() + "-" + pieces;
    }

    /** Brings the piece to the disk and into the row. */
    private void acknowledge() throws IOException {
        ResultFile.Counted open = piece;
        if (open == null) {
            return;
        }
        open.close();
        if (!inbox.acknowledge(row, name(), open.size())) {
            over = true;
            abandonPiece();
            throw new RefusedException(new SftpRefusal.TakenMeanwhile());
        }
        acknowledged += open.size();
        pieces++;
        piece = null;
    }

    private void abandonPiece() throws IOException {
        ResultFile.Counted open = piece;
        piece = null;
        if (open != null) {
            try (open) {
                vault.delete(row.file().id(), name());
            }
        }
    }

    /** The writer is cut off: what came stays, to be gone on with. */
    public void cut() throws IOException {
        if (!over) {
            try {
                acknowledge();
            } finally {
                over = true;
                inbox.leave(row, false);
            }
        }
    }

    /**
     * The writer says that this was all.
     *
     * @return what became of the file, when its name is final
     */
    public Optional<Arrivals.Arrival> finish() throws IOException {
        if (over) {
            throw new RefusedException(new SftpRefusal.TakenMeanwhile());
        }
        acknowledge();
        over = true;
        return inbox.leave(row, true) ? inbox.take(row.file().id()) : Optional.empty();
    }
}
