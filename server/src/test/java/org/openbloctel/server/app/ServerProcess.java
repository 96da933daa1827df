package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.database.TestDatabase;

/** A server that is a process of its own, to be killed. Its settings are in its folder. */
public final class ServerProcess implements AutoCloseable {
    private static final long PATIENCE = 60;
    private static final Pattern PORT = Pattern.compile("Tomcat started on port ([0-9]+)");
    private static final Pattern SFTP = Pattern.compile("SFTP listens on 127[.]0[.]0[.]1:([0-9]+)");

    private final Process process;
    private final String said;

    private ServerProcess(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    /** Starts one; returns once it is ready. What the test wrote by SQL since an earlier start is accepted. */
    public static ServerProcess start(Path folder, TestDatabase database) throws IOException {
        if (Files.exists(folder.resolve("master.key"))) {
            HandMadeRows.accept(database.owner(), Files.readString(folder.resolve("master.key")));
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        // A short life: the optimising compiler would cost more than it gains.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerApplication.class.getName(),
                        "--port",
                        "0",
                        "--data",
                        folder.toString(),
                        "--db",
                        database.url())
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader();
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains("Started ServerApplication")) {
                Thread.ofVirtual().start(() -> said.lines().forEach(more -> {}));
                return new ServerProcess(process, all.toString());
            }
        }
        throw new IllegalStateException("the server ended before it was ready: " + all);
    }

    /** Where it listens. */
    public URI address() {
        // The first that it says: the one of operations is opened after it.
        return URI.create("http://localhost:" + port(PORT));
    }

    /** Where it listens for SFTP. */
    public int sftpPort() {
        return port(SFTP);
    }

    private int port(Pattern pattern) {
        Matcher port = pattern.matcher(said);
        if (!port.find()) {
            throw new IllegalStateException("no port in: " + said);
        }
        return Integer.parseInt(port.group(1));
    }

    /** Kills it, and waits until it is dead. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
