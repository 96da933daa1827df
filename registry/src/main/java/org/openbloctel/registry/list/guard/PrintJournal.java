package org.openbloctel.registry.list.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fresh numbers that a server answered and has not exchanged with the database: a ring of keyed prints in a mapped file. An entry is
 * stored before its answer leaves, and outlives the process, however that ends. It does not outlive the machine: a file of another boot
 * proves nothing, nor does a copy, which is another file. Thread-safe.
 *
 * <p>A ring that is full takes no more entries until the next exchange, and proves nothing until then.
 */
final class PrintJournal implements AutoCloseable {
    static final String SUFFIX = ".prints";
    /** Two megabytes; more fresh numbers than companies ask for within the five seconds between two exchanges. */
    static final int ENTRIES = 1 << 16;

    static final int HEADER = 64;
    static final int ENTRY = 4 * Long.BYTES;

    private static final long MAGIC = 0x6f62_6c2d_7072_0001L;
    private static final int ID = Long.BYTES;
    private static final int BOOT = ID + 2 * Long.BYTES;
    private static final int FILE = BOOT + 2 * Long.BYTES;
    private static final int LOST = FILE + 2 * Long.BYTES;
    private static final int SIZE = HEADER + ENTRIES * ENTRY;
    private static final int DAY_BITS = 16;
    private static final int LEVEL_BITS = 6;
    private static final int CHECK_BITS = 18;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final UUID id;
    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer ring;
    /** The number of the next entry; the first is 1. */
    private long next = 1;

    private long oldest = 1;
    private long lost;

    /**
     * A fresh number that was answered.
     *
     * @param at its place among all entries of its journal
     * @param level it stands for 2^level numbers
     */
    record Entry(UUID principal, int day, long print, int level, long at) {
        long numbers() {
            return 1L << level;
        }
    }

    /** What a journal proves. */
    record Content(UUID journal, List<Entry> entries) {}

    private PrintJournal(UUID id, Path file, FileChannel channel) throws IOException {
        this.id = id;
        this.file = file;
        this.channel = channel;
        this.ring = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    }

    /** A new one in this folder, held by this process. */
    static PrintJournal create(Path folder) throws IOException {
        UUID id = UUID.randomUUID();
        Path file = Files.createFile(
                folder.resolve(id + SUFFIX),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.lock();
        // Its room is taken now: a store into a mapped file that finds the disk full ends the process.
        ByteBuffer empty = ByteBuffer.allocate(SIZE);
        while (empty.hasRemaining()) {
            channel.write(empty);
        }
        PrintJournal journal = new PrintJournal(id, file, channel);
        put(journal.ring, ID, id);
        put(journal.ring, BOOT, boot());
        put(journal.ring, FILE, identity(file));
        VarHandle.storeStoreFence();
        journal.ring.putLong(0, MAGIC);
        return journal;
    }

    private static void put(ByteBuffer buffer, int at, UUID id) {
        buffer.putLong(at, id.getMostSignificantBits());
        buffer.putLong(at + Long.BYTES, id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer buffer, int at) {
        return new UUID(buffer.getLong(at), buffer.getLong(at + Long.BYTES));
    }

    private static UUID boot() throws IOException {
        return UUID.fromString(
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    }

    /** A copy is another file. */
    private static UUID identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return UUID.nameUUIDFromBytes(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
    }

    UUID id() {
        return id;
    }

    /** Stores fresh numbers that are answered next; returns the place of the last one. Hot code. */
    synchronized long append(UUID principal, int day, long[] prints, int n, int level) {
        for (int i = 0; i < n; i++) {
            if (next - oldest >= ENTRIES) {
                lost = next++;
                ring.putLong(LOST, lost);
                continue;
            }
            int at = HEADER + (int) (next % ENTRIES) * ENTRY;
            long high = principal.getMostSignificantBits();
            long low = principal.getLeastSignificantBits();
            long print = (prints[i] << DAY_BITS) | day;
            ring.putLong(at + 3 * Long.BYTES, 0);
            VarHandle.storeStoreFence();
            ring.putLong(at, high);
            ring.putLong(at + Long.BYTES, low);
            ring.putLong(at + 2 * Long.BYTES, print);
            VarHandle.storeStoreFence();
            ring.putLong(at + 3 * Long.BYTES, end(high, low, print, next, level));
            next++;
        }
        return next - 1;
    }

    /** The last word of an entry: its place, its level, and a check of them all. */
    private static long end(long high, long low, long print, long at, int level) {
        long named = (at << LEVEL_BITS) | level;
        long mixed = (((high * SPREAD) ^ low) * SPREAD ^ print) * SPREAD ^ named;
        return (named << CHECK_BITS) | ((mixed * SPREAD) >>> (Long.SIZE - CHECK_BITS));
    }

    /** The place of the last entry. */
    synchronized long last() {
        return next - 1;
    }

    /** The database has all entries up to this one: their room is free. */
    synchronized void forget(long upTo) {
        oldest = upTo + 1;
        if (lost > 0 && lost <= upTo) {
            lost = 0;
            ring.putLong(LOST, 0);
        }
    }

    /**
     * Reads the journal of a process that ended, and erases it once it is settled. One that a process holds is left alone.
     *
     * @param then settles what the journal proves; gets nothing when that is nothing
     */
    static void settle(Path file, Consumer<Optional<Content>> then) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock != null && Files.exists(file)) {
                then.accept(read(file, channel));
                Files.delete(file);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // a guard of this process has it
        }
    }

    private static Optional<Content> read(Path file, FileChannel channel) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(SIZE);
        while (all.hasRemaining() && channel.read(all) >= 0) {}
        if (all.hasRemaining()
                || all.getLong(0) != MAGIC
                || all.getLong(LOST) != 0
                || !uuid(all, BOOT).equals(boot())
                || !uuid(all, FILE).equals(identity(file))
                || !file.endsWith(uuid(all, ID) + SUFFIX)) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (int at = HEADER; at < SIZE; at += ENTRY) {
            long high = all.getLong(at);
            long low = all.getLong(at + Long.BYTES);
            long print = all.getLong(at + 2 * Long.BYTES);
            long end = all.getLong(at + 3 * Long.BYTES);
            long place = end >>> (LEVEL_BITS + CHECK_BITS);
            int level = (int) (end >>> CHECK_BITS) & ((1 << LEVEL_BITS) - 1);
            if (end != 0) { // else it was never answered
                if (end != end(high, low, print, place, level)) {
                    return Optional.empty();
                }
                int day = (int) (print & ((1 << DAY_BITS) - 1));
                entries.add(new Entry(new UUID(high, low), day, print >>> DAY_BITS, level, place));
            }
        }
        return Optional.of(new Content(uuid(all, ID), entries));
    }

    /** What this journal proves itself, before a server stops. */
    synchronized Optional<Content> content() {
        try {
            return read(file, channel.position(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Erases the file: its draws are settled. */
    void erase() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    /** Lets the file go, as the end of the process does. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The folder, which only this server's user opens. */
    static Path folder(Path folder) throws IOException {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        Files.setPosixFilePermissions(folder, owner);
        return folder;
    }
}
