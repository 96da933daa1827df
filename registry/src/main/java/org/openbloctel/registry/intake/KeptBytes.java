package org.openbloctel.registry.intake;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.filevault.DiskRoom;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SubmissionRefusal;

/**
 * How much of one company may lie in the vault: so many bytes, and a share of the room that is left, so that no company takes the room of
 * others. Bytes that are coming in count on the server that receives them. Thread-safe.
 */
final class KeptBytes {
    /** What a company may keep although its share of the room is less. */
    private static final long LITTLE = 16L << 20;

    private final KeptRows rows;
    private final DiskRoom room;
    private final long most;
    private final int percent;
    private final Map<UUID, Long> coming = new ConcurrentHashMap<>();

    /**
     * In this vault.
     *
     * @param most how many bytes a company may keep
     * @param percent of the free room and of what the company keeps of it
     */
    KeptBytes(Database database, DiskRoom room, long most, int percent) {
        this.rows = new KeptRows(database);
        this.room = room;
        this.most = most;
        this.percent = percent;
    }

    /**
     * Refuses more bytes than the company may keep.
     *
     * @throws RefusedException when it may not keep so many more
     */
    void require(UUID company, long more) {
        long kept = rows.bytes(company) + coming.getOrDefault(company, 0L);
        long limit = Math.min(most, Math.max(LITTLE, share(kept)));
        if (kept + more > limit) {
            throw new RefusedException(new SubmissionRefusal.KeptTooMuch(kept >> 20, limit >> 20));
        }
    }

    /** A share of what is free and what the company has of it. */
    private long share(long kept) {
        long free = room.free();
        return free > Long.MAX_VALUE - kept ? Long.MAX_VALUE : (free + kept) / 100 * percent;
    }

    /** Begins to receive a file of a company. */
    Coming begin(UUID company) {
        return new Coming(company);
    }

    /** The bytes of a file that is coming in. For one thread. */
    final class Coming implements AutoCloseable {
        private final UUID company;
        private long counted;
        private long checked;

        Coming(UUID company) {
            this.company = company;
        }

        /** Counts as many bytes as are still to come. */
        void reserve(long bytes) {
            require(company, bytes);
            count(bytes);
        }

        /** Counts what has come, and checks it now and then. */
        void reach(long bytes) {
            count(bytes - counted);
            if (counted - checked >= LITTLE) {
                check();
            }
        }

        /** Refuses what has come if it is too much. */
        void check() {
            require(company, 0);
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
