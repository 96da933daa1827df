package org.openbloctel.server.backup;

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
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with a database and its files. Files are copied before the database and again after it: what a row of the copy names was there
 * before it, or came while it was copied. The label is written last; a folder without one is no backup. Keys and snapshots are never in it.
 */
public final class Backup {
    /** The database as pg_dump writes it. */
    public static final String DUMP = "postgres.dump";

    /** The folder of an embedded PostgreSQL. */
    public static final String EMBEDDED = "postgres";

    private static final String LABEL = "backup.properties";
    private static final String FORMAT = "1";

    private final Path folder;

    private Backup(Path folder) {
        this.folder = folder;
    }

    /** Where the files of a server are. */
    public record Folders(Path submissions, Path evidence, Path checkpoints) {
        private long into(Path backup) throws IOException {
            return FileTree.complete(submissions, backup.resolve("submissions"))
                    + FileTree.complete(evidence, backup.resolve("evidence"))
                    + FileTree.complete(checkpoints, backup.resolve("checkpoints"));
        }

        private long from(Path backup) throws IOException {
            return FileTree.copy(backup.resolve("submissions"), submissions)
                    + FileTree.copy(backup.resolve("evidence"), evidence)
                    + FileTree.copy(backup.resolve("checkpoints"), checkpoints);
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
        long files = folders.into(folder);
        database.with(folder);
        files += folders.into(folder);
        Properties label = new Properties();
        label.setProperty("format", FORMAT);
        label.setProperty("at", now.toString());
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
        return new Backup(folder);
    }

    /** Whether its database is that of an embedded PostgreSQL. */
    public boolean isEmbedded() {
        return Files.isDirectory(folder.resolve(EMBEDDED));
    }

    /** Restores the database, then the files into empty folders. Returns the number of files. */
    public long restore(Folders folders, DatabaseCopy database) throws IOException {
        for (Path target : new Path[] {folders.submissions(), folders.evidence()}) {
            requireEmpty(target);
        }
        Path checkpoints = folders.checkpoints();
        for (Path target : new Path[] {folders.submissions(), folders.evidence(), checkpoints}) {
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
