package org.openbloctel.registry.platform.filevault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The free room in a folder. Some of it is reserved: a full disk also stops the database and the log on it, and the erasure that would make
 * room. Thread-safe.
 */
public final class DiskRoom {
    /** What is left in a folder to which little is written. */
    public static final long LITTLE = 16L << 20;

    private final String name;
    private final long reserve;
    private final BooleanSupplier writable;
    private final LongSupplier usable;

    private DiskRoom(String name, long reserve, BooleanSupplier writable, LongSupplier usable) {
        this.name = name;
        this.reserve = reserve;
        this.writable = writable;
        this.usable = usable;
    }

    /**
     * The room in a folder.
     *
     * @param name what an operator knows it by
     * @param reserve how many bytes are always left
     */
    public static DiskRoom of(String name, Path folder, long reserve) {
        return new DiskRoom(
                name,
                reserve,
                () -> Files.isWritable(existing(folder)),
                () -> existing(folder).toFile().getUsableSpace());
    }

    /** The room in a folder to which little is written. */
    public static DiskRoom of(String name, Path folder) {
        return of(name, folder, LITTLE);
    }

    /** The folder, or the one in which it will be made. */
    private static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** Room that a test controls. */
    public static DiskRoom of(long reserve, BooleanSupplier writable, LongSupplier usable) {
        return new DiskRoom("test", reserve, writable, usable);
    }

    /** Unlimited room in a store, which takes files while this holds. */
    public static DiskRoom endless(String name, BooleanSupplier takes) {
        return new DiskRoom(name, 0, takes, () -> Long.MAX_VALUE);
    }

    /** The same room, which takes no file while this holds. */
    public DiskRoom unless(BooleanSupplier refusing) {
        return new DiskRoom(name, reserve, () -> !refusing.getAsBoolean() && writable.getAsBoolean(), usable);
    }

    public String name() {
        return name;
    }

    /** How many bytes may be written. */
    public long usable() {
        return usable.getAsLong();
    }

    /** The bytes that may be written without touching the reserve. */
    public long free() {
        return Math.max(0, usable() - reserve);
    }

    /** The state of the folder now. */
    public RoomState state() {
        return state(0);
    }

    private RoomState state(long more) {
        if (!writable.getAsBoolean()) {
            return RoomState.UNWRITABLE;
        }
        return usable() - reserve <= more ? RoomState.FULL : RoomState.ENOUGH;
    }

    /**
     * Checks that the folder takes more bytes.
     *
     * @throws StorageException when it does not take them and leave the reserve
     */
    public void require(long more) throws StorageException {
        RoomState state = state(more);
        if (state != RoomState.ENOUGH) {
            throw new StorageException(state, null);
        }
    }

    /** What it means that a file is not there: nothing, where its place is not the one in which the files are. */
    public IOException missing(NoSuchFileException fault) {
        return writable.getAsBoolean() ? fault : new StorageException(RoomState.UNWRITABLE, fault);
    }

    /** What a fault of writing means. */
    StorageException fault(Throwable cause) {
        RoomState state = state();
        return new StorageException(state == RoomState.ENOUGH ? RoomState.UNWRITABLE : state, cause);
    }
}
