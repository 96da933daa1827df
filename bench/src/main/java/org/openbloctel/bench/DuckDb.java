package org.openbloctel.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.data.Stamp;
import org.openbloctel.bench.data.Style;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Meter;

/** DuckDB through JDBC, its list loaded into a table beforehand. */
final class DuckDb {

    static final String NAME = "DuckDB, list preloaded";

    private static final String PEER = "DuckScrub";
    private static final String NATIVE = "libduckdb_java.so_linux_amd64";

    private DuckDb() {}

    static void join(Entrants entrants, Session session, ListSpec spec, Style style)
            throws IOException, InterruptedException {
        if (!session.options().wants("duckdb")) {
            return;
        }
        Optional<Path> driver = JavaCommand.location("org.duckdb.DuckDBDriver");
        if (driver.isEmpty()) {
            entrants.without(NAME, "its driver is not on the class path");
            return;
        }
        List<Path> libraries =
                List.of(unpacked(driver.get(), session.workspace().tools().resolve("duckdb")));
        Optional<Path> database = load(libraries, session, spec);
        if (database.isEmpty()) {
            entrants.without(NAME, "the list could not be loaded, see logs");
            return;
        }
        Contender.Launch launch = (file, out) -> JavaCommand.of(
                PEER,
                libraries,
                style == Style.MESSY ? "messy" : "clean",
                database.get(),
                file.calls(),
                out.resolve(Contender.KEPT),
                Session.CORES);
        Contender.Outputs outputs = style == Style.MESSY ? Contender.keptAndUnreadableRows() : Contender.keptRows();
        entrants.add(new Contender(NAME, Contender.Pace.FAST, launch, outputs));
    }

    private static Optional<Path> load(List<Path> libraries, Session session, ListSpec spec)
            throws IOException, InterruptedException {
        Path database = session.workspace().lists().resolve("duckdb-" + spec.count() + ".db");
        Stamp stamp = new Stamp(database, spec.toString());
        if (!stamp.holds(List.of(database))) {
            Files.deleteIfExists(database);
            Command load = JavaCommand.of(
                    PEER, libraries, "load", database, session.data().list(spec));
            if (Meter.plainly(load, session.workspace().log("duckdb load")) != 0) {
                return Optional.empty();
            }
            stamp.write(List.of(database));
        }
        return Optional.of(database);
    }

    /**
     * The driver with its native library beside it instead of inside: else every start would unpack 70 MB, which is a matter of
     * packaging and not of the database.
     */
    private static Path unpacked(Path driver, Path folder) throws IOException {
        Path slim = folder.resolve("duckdb.jar");
        Path library = folder.resolve(NATIVE);
        try (JarFile jar = new JarFile(driver.toFile())) {
            ZipEntry inside = jar.getEntry(NATIVE);
            if (inside == null || !System.getProperty("os.name").equals("Linux") || !isAmd64()) {
                return driver;
            }
            Stamp stamp = new Stamp(slim, driver.getFileName().toString());
            if (!stamp.holds(List.of(slim, library))) {
                Files.createDirectories(folder);
                try (InputStream in = jar.getInputStream(inside)) {
                    Files.deleteIfExists(library);
                    Files.copy(in, library);
                }
                copyWithoutLibraries(jar, slim);
                stamp.write(List.of(slim, library));
            }
        }
        return slim;
    }

    private static void copyWithoutLibraries(JarFile jar, Path slim) throws IOException {
        try (OutputStream file = Files.newOutputStream(slim);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry each = all.nextElement();
                if (each.isDirectory() || each.getName().startsWith("libduckdb")) {
                    continue;
                }
                out.putNextEntry(new ZipEntry(each.getName()));
                try (InputStream in = jar.getInputStream(each)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static boolean isAmd64() {
        return System.getProperty("os.arch").equals("amd64");
    }
}
