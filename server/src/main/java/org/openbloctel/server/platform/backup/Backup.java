package org.openbloctel.server.platform.backup;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with a database and its files. Files are copied before the database and again after it: what a row of the copy names was there
 * before it, or came while it was copied. Checkpoints are copied before it only: later ones name entries that the copy lacks. The label is
 * written last; a folder without one is no backup. Keys and snapshots are never in it, and neither are files that a store has.
 */
public final class Backup {
    /** The database as pg_dump writes it. */
    public static final String DUMP = "postgres.dump";

    /** The folder of an embedded PostgreSQL. */
    public static final String EMBEDDED = "postgres";

    private static final String LABEL = "backup.properties";
    private static final String FORMAT = "1";
    private static final String STORE = "store";

    private final Path folder;

    private final String store;

    private Backup(Path folder, String store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Where the files of a server are.
     *
     * @param files the folders of encrypted files by their names in a backup; none where a store has them
     * @param store the store that has them, which is no part of a backup; empty for folders
     */
    public record Folders(Map<String, Path> files, Path checkpoints, String store) {
        /** Copies the map. */
        public Folders {
            files = Map.copyOf(files);
        }

        /** Folders. */
        public Folders(Path submissions, Path evidence, Path checkpoints) {
            this(Map.of("submissions", submissions, "evidence", evidence), checkpoints, "");
        }

        /** A store for all but the checkpoints. */
        public static Folders inStore(String store, Path checkpoints) {
            return new Folders(Map.of(), checkpoints, store);
        }

        private Map<String, Path> all() {
            Map<String, Path> all = new TreeMap<>(files);
            all.put("checkpoints", checkpoints);
            return all;
        }

        private static long into(Path backup, Map<String, Path> folders) throws IOException {
            long copied = 0;
            for (Map.Entry<String, Path> folder : folders.entrySet()) {
                copied += FileTree.complete(folder.getValue(), backup.resolve(folder.getKey()));
            }
            return copied;
        }

        private long from(Path backup) throws IOException {
            long copied = 0;
            for (Map.Entry<String, Path> folder : all().entrySet()) {
                copied += FileTree.copy(backup.resolve(folder.getKey()), folder.getValue());
            }
            return copied;
        }
    }

    /** Copies the database into a folder, or restores it. */
    @FunctionalInterface
    public interface DatabaseCopy {
        /** Copies into or restores from the folder of the backup. */
        void with(Path backup) throws IOException;
    }

    /**
     * Makes a backup in a folder, which must be empty or missing. Servers may run meanwhile.
     *
     * @return how many files it has beside the database
     */
    public static long make(Path folder, Folders folders, DatabaseCopy database, Instant now) throws IOException {
        requireEmpty(folder);
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mine));
        Files.setPosixFilePermissions(folder, mine); // it may have been there, empty, for others to read
        long files = Folders.into(folder, folders.all());
        database.with(folder);
        files += Folders.into(folder, folders.files());
        Properties label = new Properties();
        label.setProperty("format", FORMAT);
        label.setProperty("at", now.toString());
        label.setProperty(STORE, folders.store());
        label.setProperty("files", String.format(Locale.ROOT, "%d", files));
        Path part = folder.resolve(LABEL + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            label.store(writer, "A backup of OpenBloctel, without its keys");
        }
        Files.move(part, folder.resolve(LABEL), StandardCopyOption.ATOMIC_MOVE);
        return files;
    }

    /**
     * A backup that was made whole.
     *
     * @throws NotWholeException when it is none
     */
    public static Backup open(Path folder) throws IOException {
        Path file = folder.resolve(LABEL);
        if (!Files.exists(file)) {
            throw new NotWholeException(folder + " is no whole backup: it has no " + LABEL);
        }
        Properties label = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            label.load(reader);
        }
        if (!FORMAT.equals(label.getProperty("format"))) {
            throw new NotWholeException(folder + " is a backup of another version: restore it with that one");
        }
        return new Backup(folder, label.getProperty(STORE, ""));
    }

    /** Whether its database is that of an embedded PostgreSQL. */
    public boolean isEmbedded() {
        return Files.isDirectory(folder.resolve(EMBEDDED));
    }

    /** Restores the database, then the files into empty folders. Returns the number of files. */
    public long restore(Folders folders, DatabaseCopy database) throws IOException {
        if (store.isEmpty() != folders.store().isEmpty()) {
            throw new NotWholeException(
                    store.isEmpty()
                            ? folder
                                    + " has its files in folders, and the settings name a store: leave openbloctel.files.bucket out"
                            : folder + " has no files, since they were in " + store
                                    + ": name it, or a copy of it, in openbloctel.files.bucket");
        }
        for (Path target : folders.files().values()) {
            requireEmpty(target);
        }
        for (Path target : folders.all().values()) {
            Path parent = target.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
        }
        database.with(folder);
        return folders.from(folder);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new NotWholeException(folder + " is not empty: nothing was written to it");
                }
            }
        }
    }

    /** A folder is no backup, or no place for one. */
    public static final class NotWholeException extends IOException {
        private static final long serialVersionUID = 1L;

        NotWholeException(String message) {
            super(message);
        }
    }
}
