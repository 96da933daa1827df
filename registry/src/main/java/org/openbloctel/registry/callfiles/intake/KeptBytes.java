package org.openbloctel.registry.callfiles.intake;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * The limit on the bytes that one company keeps in the vault: a fixed one, and a share of the room that is left, so that no company takes the
 * room of others. A file that is coming in counts on the server that receives it, before its bytes are compared with the limit: of two files at
 * once that are too much together, both may be refused, but never are both taken. Thread-safe.
 */
final class KeptBytes {
    /** A company may keep this much even when its share of the room is less. */
    private static final long MIN_SHARE = 16L << 20;

    private static final long MIB = 1L << 20;

    private final ReceivedRows rows;
    private final DiskRoom room;
    private final long max;
    private final int percent;
    private final Map<UUID, Long> coming = new ConcurrentHashMap<>();

    /**
     * The limit in this vault.
     *
     * @param max how many bytes a company may keep
     * @param percent how much of the free room and of its own files a company may keep
     */
    KeptBytes(ReceivedRows rows, DiskRoom room, long max, int percent) {
        this.rows = rows;
        this.room = room;
        this.max = max;
        this.percent = percent;
    }

    /**
     * Refuses a file of so many bytes, of which none is counted yet.
     *
     * @throws RefusedException when the company may not keep so many more
     */
    void require(UUID company, long size) {
        require(company, size, 0, 0);
    }

    /**
     * Refuses a file.
     *
     * @param counted how many of its bytes count as coming in
     * @param written how many of its bytes take room
     */
    private void require(UUID company, long size, long counted, long written) {
        long kept = rows.keptBytes(company);
        long others = kept + coming.getOrDefault(company, 0L) - counted;
        long limit = Math.min(max, Math.max(MIN_SHARE, share(kept + written)));
        if (others + size > limit) {
            throw new RefusedException(
                    new SubmissionRefusal.KeptTooMuch(others / MIB, Math.max(1, Math.ceilDiv(size, MIB)), limit / MIB));
        }
    }

    /** The company's share of the free room and of the room that it takes. */
    private long share(long taken) {
        long free = room.free();
        return free > Long.MAX_VALUE - taken ? Long.MAX_VALUE : (free + taken) / 100 * percent;
    }

    /** Begins to receive a file of a company. */
    Coming begin(UUID company) {
        return new Coming(company);
    }

    /** The bytes of a file that is coming in, which count until it is closed. For one thread. */
    final class Coming implements AutoCloseable {
        private final UUID company;
        private long counted;
        private long checked;

        Coming(UUID company) {
            this.company = company;
        }

        /** Counts all bytes of a file that are still to come, and refuses them when they are too many. */
        void reserve(long bytes) {
            count(bytes);
            require(company, bytes, bytes, 0);
        }

        /** Counts the bytes that have come so far, and refuses the file after each 16 MiB of them when they are too many. */
        void reach(long bytes) {
            count(bytes - counted);
            if (counted - checked >= MIN_SHARE) {
                check();
            }
        }

        /** Refuses the file when the bytes that have come are too many. */
        void check() {
            require(company, counted, counted, counted);
            checked = counted;
        }

        private void count(long more) {
            coming.merge(company, more, Long::sum);
            counted += more;
        }

        @Override
        public void close() {
            coming.computeIfPresent(company, (id, bytes) -> bytes == counted ? null : Long.valueOf(bytes - counted));
        }
    }
}
