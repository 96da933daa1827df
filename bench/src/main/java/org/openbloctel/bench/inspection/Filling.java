package org.openbloctel.bench.inspection;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.openbloctel.bench.lookup.Server;

/**
 * The data of a server with complaints and traces, filled by a program among the tests of the registry, which knows their tables, keys and files.
 * They stay for a week: later, the last days of which pages count complaints have none.
 */
final class Filling {
    private static final String PROGRAM = "org.openbloctel.registry.authority.evidence.FilledServer";
    private static final String FACTS = "facts.properties";
    private static final Duration FRESH = Duration.ofDays(7);

    /** An inspector asks no faster than this server answers. */
    private static final String SETTINGS =
            "openbloctel.http.requests-a-minute.address=999999999\nopenbloctel.http.requests-a-minute.person=999999999";

    private final Path root;
    private final Path folder;

    Filling(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** A server on these data, once it shows pages. */
    Server start() throws IOException, InterruptedException {
        Server server = Server.start(root, data(), "", SETTINGS, "");
        try {
            server.awaitPage(Browser.SIGN_IN);
            return server;
        } catch (IOException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    private Path facts() {
        return folder.resolve(FACTS);
    }

    /** What the program left: how to sign in, words, complaints with evidence. */
    Properties read() throws IOException {
        Properties facts = new Properties();
        try (Reader in = Files.newBufferedReader(facts())) {
            facts.load(in);
        }
        return facts;
    }

    /** Whether an earlier run filled a folder, not long ago. */
    static boolean isIn(Path folder) throws IOException {
        Path facts = folder.resolve(FACTS);
        return Files.exists(facts)
                && Files.getLastModifiedTime(facts)
                        .toInstant()
                        .isAfter(Instant.now().minus(FRESH));
    }

    /** Fills the data folder, which has to be empty or absent; returns the seconds that it took. */
    double fill(int complaints, long prints) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Files.createDirectories(folder);
        Path log = folder.resolve("filling.log");
        try (Server _ = start()) {
            Process program = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classPath(),
                            PROGRAM,
                            data().toString(),
                            facts().toString(),
                            Integer.toString(complaints),
                            Long.toString(prints)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (program.waitFor() != 0) {
                    throw new IOException("the data could not be made, see " + log);
                }
            } finally {
                program.destroy();
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private String classPath() throws IOException {
        Path built = root.resolve("registry/target");
        return String.join(
                File.pathSeparator,
                built.resolve("test-classes").toString(),
                built.resolve("classes").toString(),
                Files.readString(built.resolve("classpath")).strip());
    }
}
