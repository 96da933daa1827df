package org.openbloctel.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.list.UntrustedListException.Fault;

/**
 * An opposition list on a cluster: its bytes are broadcast once, and each executor opens it once, with all checks of its file. Every
 * task of a job judges by the same revision.
 */
final class SharedList implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Clocks differ a little. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);
    /** Lists that an executor of a long session keeps open. */
    private static final int MAX_OPEN = 2;

    private static final Map<String, OppositionList> OPEN = new LinkedHashMap<>();

    private final Broadcast<byte[]> bytes;
    private final String identity;

    private SharedList(Broadcast<byte[]> bytes, String identity) {
        this.bytes = bytes;
        this.identity = identity;
    }

    /**
     * Reads a list, refuses one that cannot be trusted, and broadcasts it.
     *
     * @param maxAge days by this clock; 0 for any age
     */
    static SharedList read(JavaSparkContext spark, String uri, long maxAge, Clock clock) throws IOException {
        Path path = new Path(uri);
        FileSystem store = path.getFileSystem(spark.hadoopConfiguration());
        byte[] bytes;
        try (InputStream in = store.open(path)) {
            bytes = in.readAllBytes();
        }
        OppositionList list = open(bytes, uri);
        Instant now = clock.instant();
        if (maxAge > 0 && list.time().isBefore(now.minus(maxAge, ChronoUnit.DAYS))) {
            throw new UntrustedListException(Fault.TOO_OLD, uri);
        }
        if (maxAge > 0 && list.time().isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new UntrustedListException(Fault.OF_THE_FUTURE, uri);
        }
        return new SharedList(
                spark.broadcast(bytes), list.plan() + " " + list.revision() + " " + list.time() + " " + list.digest());
    }

    /** The list, opened by the first task that needs it. */
    OppositionList open() throws IOException {
        synchronized (OPEN) {
            OppositionList known = OPEN.get(identity);
            if (known != null) {
                return known;
            }
            OppositionList opened = open(bytes.value(), "list");
            if (OPEN.size() == MAX_OPEN) {
                OPEN.remove(OPEN.keySet().iterator().next());
            }
            OPEN.put(identity, opened);
            return opened;
        }
    }

    /** The file is mapped into memory, and needs no name any more once it is. */
    private static OppositionList open(byte[] bytes, String name) throws IOException {
        java.nio.file.Path file = Files.createTempFile("bloctel-", ".list");
        try {
            return OppositionList.open(Files.write(file, bytes));
        } catch (UntrustedListException e) {
            throw new UntrustedListException(e.fault(), name);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
