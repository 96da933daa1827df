package org.openbloctel.registry.callfiles.intake;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.CountedOutput;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/**
 * A session that writes to a file of the {@link Inbox}: one byte behind the other, into encrypted pieces. A piece counts once it is on
 * the disk and the row says so: each 16 MiB, and when the writer goes. What a killed server had not acknowledged is lost, and the
 * file goes on before it. Not thread-safe.
 */
public final class Writing {
    private static final long PIECE = 16L << 20;

    private final PartialFiles files;
    private final PartialFiles.Partial file;
    private final Target target;
    private long acknowledged;
    private int pieces;
    private @Nullable CountedOutput piece;
    private boolean over;

    Writing(PartialFiles files, PartialFiles.Partial file, Target target) {
        this.files = files;
        this.file = file;
        this.target = target;
        this.acknowledged = file.received();
    }

    /** What a writer asks of the place that it writes to. */
    interface Target {
        /** Refuses when so many bytes more are too many for the company. */
        void requireRoom(long more);

        /** Refuses a file that grows too large; what came of it is given up, and answered. */
        void refuseTooLarge(long size) throws IOException;

        /** The writer is gone: with the file complete, or cut off. False when a later writer has the file. */
        boolean leave(boolean complete);

        /** Takes the file, if its name is final. */
        Optional<Arrivals.Arrival> take() throws IOException;
    }

    /** How long the file is with what was written here. */
    public long size() {
        CountedOutput open = piece;
        return acknowledged + (open == null ? 0 : open.size());
    }

    /**
     * Writes the next bytes.
     *
     * @param offset where they belong: behind all others
     * @throws RefusedException when they belong elsewhere, the file is too large, or another session writes to it by now
     */
    public void append(long offset, byte[] bytes, int from, int length) throws IOException {
        if (over) {
            throw new RefusedException(new SftpRefusal.TakenMeanwhile());
        }
        if (offset != size()) {
            throw new RefusedException(new SftpRefusal.WrongPlace(size()));
        }
        CountedOutput open = piece;
        try {
            if (open == null) {
                target.requireRoom(Math.max(1, length));
                open = files.create(file, name());
                piece = open;
            }
            open.write(bytes, from, length);
            target.refuseTooLarge(size());
        } catch (IOException | RefusedException e) {
            fail(e);
            throw e;
        }
        if (open.size() >= PIECE) {
            acknowledge();
        }
    }

    private String name() {
        return "in-" + file.writer() + "-" + pieces;
    }

    /** Brings the piece to the disk and into the row. */
    private void acknowledge() throws IOException {
        CountedOutput open = piece;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException | RefusedException e) {
            fail(e);
            throw e;
        }
        if (!files.acknowledge(file, name(), open.size())) {
            over = true;
            abandonPiece();
            throw new RefusedException(new SftpRefusal.TakenMeanwhile());
        }
        acknowledged += open.size();
        pieces++;
        piece = null;
    }

    /** The piece comes to nothing, and nothing more is written: what was acknowledged before stays. */
    private void fail(Exception fault) {
        over = true;
        try {
            abandonPiece();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
        target.leave(false);
    }

    private void abandonPiece() throws IOException {
        CountedOutput open = piece;
        piece = null;
        if (open != null) {
            try (open) {
                files.deletePiece(file, name());
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
                target.leave(false);
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
        return target.leave(true) ? target.take() : Optional.empty();
    }
}
