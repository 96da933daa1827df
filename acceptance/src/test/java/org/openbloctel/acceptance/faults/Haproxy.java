package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** HAProxy in front of servers, with the shipped settings and the ports of this run. */
final class Haproxy implements AutoCloseable {
    private static final Path SETTINGS = Path.of("../deploy/haproxy.cfg");

    private final Process process;
    private final int port;

    private Haproxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, where it is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getProperty("haproxy", ""), "/usr/sbin/haproxy", "/usr/local/sbin/haproxy")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Haproxy start(Path program, Path folder, int port, List<Node> nodes) throws IOException {
        Path settings = Files.write(folder.resolve("haproxy.cfg"), settings(port, nodes));
        Process process = new ProcessBuilder(program.toString(), "-db", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        return new Haproxy(process, port);
    }

    private static List<String> settings(int port, List<Node> nodes) throws IOException {
        List<String> lines = new ArrayList<>();
        int server = 0;
        for (String line : Files.readAllLines(SETTINGS)) {
            String name = line.strip();
            if (name.startsWith("server ")) {
                Node node = nodes.get(server);
                server++;
                lines.add("    server s" + server + " 127.0.0.1:" + node.port() + " port " + node.managementPort()
                        + " cookie s" + server);
            } else if (name.startsWith("bind ")) {
                lines.add("    bind 127.0.0.1:" + port);
            } else if (!name.equals("user haproxy") && !name.equals("group haproxy")) {
                lines.add(line);
            }
        }
        if (server != nodes.size()) {
            throw new IllegalStateException(SETTINGS + " has " + server + " servers");
        }
        return lines;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
