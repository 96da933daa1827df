package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of an embedded PostgreSQL that may run meanwhile, as PostgreSQL's low-level interface for backups has it: between its beginning
 * and its end the files are copied as they are, and the log (WAL) in between makes them consistent at the first start. Stateless.
 */
public final class EmbeddedBackup {
    /** What PostgreSQL makes anew, or must not find. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map", "pg_internal.init");

    private EmbeddedBackup() {}

    /**
     * Copies it.
     *
     * @param from its folder
     * @param running the same PostgreSQL, running
     * @param to a folder that is made
     */
    public static void copy(Path from, EmbeddedPostgres.Borrowed running, Path to) throws IOException {
        Path data = from.resolve("data");
        Files.createDirectories(to);
        for (String name : new String[] {OwnFolder.MARKER, "password"}) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        try (Connection connection =
                        DriverManager.getConnection(running.url(), EmbeddedPostgres.NAME, running.password());
                Statement statement = connection.createStatement()) {
            // Keeps the log until it was copied; ends with the connection.
            statement.execute(
                    "select pg_create_physical_replication_slot('bloctel_backup_' || pg_backend_pid(), true, true)");
            String first;
            try (ResultSet row = statement.executeQuery("select pg_walfile_name(pg_backup_start('bloctel', true))")) {
                row.next();
                first = row.getString(1);
            }
            Files.walkFileTree(data, new Copying(data, to.resolve("data")));
            String label;
            String last;
            try (PreparedStatement end = connection.prepareStatement(
                            "select pg_walfile_name(lsn - 1), labelfile from pg_backup_stop(false)");
                    ResultSet row = end.executeQuery()) {
                row.next();
                last = row.getString(1);
                label = row.getString(2);
            }
            copyLog(data.resolve("pg_wal"), to.resolve("data/pg_wal"), first, last);
            Files.writeString(to.resolve("data/backup_label"), label, StandardCharsets.UTF_8);
            Files.setAttribute(to.resolve("data/backup_label"), "unix:uid", Prefix.uid(data));
        } catch (SQLException e) {
            throw new IOException("PostgreSQL gives no backup: " + e.getMessage(), e);
        }
    }

    /** Puts a copy where no PostgreSQL is. */
    public static void restore(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        for (String name : new String[] {OwnFolder.MARKER, "password"}) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.walkFileTree(from.resolve("data"), new Whole(from.resolve("data"), to.resolve("data")));
    }

    private static void copyLog(Path log, Path target, String first, String last) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0) {
                    Files.copy(file, target.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        if (!Files.exists(target.resolve(first)) || !Files.exists(target.resolve(last))) {
            throw new IOException("the log of PostgreSQL has a gap: make the backup again");
        }
    }

    private static class Whole extends SimpleFileVisitor<Path> {
        final Path source;
        final Path target;

        Whole(Path source, Path target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Files.copy(folder, copyOf(folder), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(file, copyOf(file), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
        }

        Path copyOf(Path path) {
            return target.resolve(source.relativize(path).toString());
        }
    }

    /** While PostgreSQL works: files go and come, and some must not be copied. */
    private static final class Copying extends Whole {
        Copying(Path source, Path target) {
            super(source, target);
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path place = source.relativize(folder);
            if (place.getNameCount() > 1 && EMPTY.contains(place.getName(0).toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            return super.preVisitDirectory(folder, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = String.valueOf(file.getFileName());
            String place = source.relativize(file).getName(0).toString();
            if (!LEFT_OUT.contains(name) && !EMPTY.contains(place) && !name.startsWith("pgsql_tmp")) {
                try {
                    super.visitFile(file, attributes);
                } catch (NoSuchFileException e) {
                    // Dropped since: the log has it.
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
