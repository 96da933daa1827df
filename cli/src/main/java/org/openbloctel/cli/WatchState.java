package org.openbloctel.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a watched folder has settled, in a hidden file in it: a line a file with its size, its time and what became of it. Written whole
 * under another name first, so that a crash leaves the old one or the new one. Holds a lock, so that no other process watches the folder.
 * A line that is lost costs only a question to the server, which knows the file by its key. Not thread-safe.
 */
final class WatchState implements AutoCloseable {
    static final String NAME = ".bloctel-watch";

    private static final String LOCK = ".bloctel-watch.lock";
    private static final int FIELDS = 4;

    private final Path file;
    private final FileChannel lock;
    private final Map<String, Settled> settled = new HashMap<>();

    private WatchState(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * A file that needs nothing more as long as it stays as it was.
     *
     * @param size its bytes
     * @param changed when it was changed, in milliseconds
     * @param done whether its results are here; else it was refused, and why stands beside it
     */
    record Settled(long size, long changed, boolean done) {
        boolean is(long itsSize, long itsTime) {
            return size == itsSize && changed == itsTime;
        }
    }

    /** The state of a folder; nothing when another process watches it. */
    static Optional<WatchState> open(Path folder) throws IOException {
        FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = lock.tryLock();
            if (held == null) {
                lock.close();
                return Optional.empty();
            }
        } catch (java.nio.channels.OverlappingFileLockException e) {
            lock.close();
            return Optional.empty();
        }
        WatchState state = new WatchState(folder.resolve(NAME), lock);
        state.read();
        return Optional.of(state);
    }

    private void read() throws IOException {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t", FIELDS);
                if (fields.length == FIELDS && fields[1].matches("[0-9]{1,18}") && fields[2].matches("-?[0-9]{1,18}")) {
                    settled.put(
                            fields[3],
                            new Settled(
                                    Long.parseLong(fields[1]), Long.parseLong(fields[2]), fields[0].equals("done")));
                }
            }
        } catch (NoSuchFileException e) {
            // The first time.
        }
    }

    Optional<Settled> of(String name) {
        return Optional.ofNullable(settled.get(name));
    }

    /** Another file whose results have the same beginning of their names. */
    Optional<String> namesake(String name) {
        return settled.entrySet().stream()
                .filter(one -> one.getValue().done() && !one.getKey().equals(name))
                .map(Map.Entry::getKey)
                .filter(other -> Handover.base(other).equals(Handover.base(name)))
                .findFirst();
    }

    void settle(String name, Settled as) throws IOException {
        settled.put(name, as);
        write();
    }

    /** Forgets files that are gone. */
    void keep(java.util.Set<String> there) throws IOException {
        if (settled.keySet().retainAll(there)) {
            write();
        }
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>();
        settled.forEach((name, one) ->
                lines.add((one.done() ? "done" : "refused") + "\t" + one.size() + "\t" + one.changed() + "\t" + name));
        Path next = file.resolveSibling(NAME + ".next");
        Files.write(next, lines, StandardCharsets.UTF_8);
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
