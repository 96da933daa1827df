package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the server with a list, compares its answers with the list, and then asks it and its peers for one number and for 1,000
 * at once from 32 connections.
 */
public final class Lookups {
    private static final int CONNECTIONS = 32;
    private static final int MANY = 1000;
    private static final int WARM_SECONDS = 8;
    private static final int SECONDS = 5;

    private final Path root;
    private final Path work;
    private final Path text;
    private final Map<String, Load.Result> one = new LinkedHashMap<>();
    private final Map<String, Load.Result> many = new LinkedHashMap<>();
    private final StringBuilder facts = new StringBuilder();
    private boolean right;

    private Lookups(Path root, Path work, Path text) {
        this.root = root;
        this.work = work;
        this.text = text;
    }

    /** Measures with this list, a text of E.164 lines. */
    public static Lookups measure(Path root, Path work, Path text) throws IOException, InterruptedException {
        Lookups lookups = new Lookups(root, Files.createDirectories(work), text);
        lookups.server();
        lookups.redis();
        lookups.nginx();
        return lookups;
    }

    private void server() throws IOException, InterruptedException {
        Path data = work.resolve("data");
        OptionalDouble first = Server.prepare(root, data, text.toString());
        if (first.isPresent()) {
            fact("first start, import of the text and reading the table included", first.getAsDouble(), "s");
        }
        long begin = System.nanoTime();
        try (Server server = Server.start(root, data, "")) {
            server.awaitAnswer();
            fact("start from a snapshot to the first answer, embedded PostgreSQL included", since(begin), "s");
            fact("processor time until then", Processor.seconds(server.pid()), "s");
            fact("resident memory then", Processor.residentMiB(server.pid()), "MiB");
            right = answersAreRight(server);
            load("OpenBloctel, listener", server.checksPort(), server.pid());
            load("OpenBloctel, Spring MVC", server.port(), server.pid());
            fact("resident memory after the load", Processor.residentMiB(server.pid()), "MiB");
            long database = server.databasePid();
            Postgres.fill(server.database(), text);
            String name = "PostgreSQL, primary key, JDBC";
            one.put(name, run(number -> new Postgres(server.database(), 1, number), database));
            many.put(name, run(number -> new Postgres(server.database(), MANY, number), database));
        }
    }

    private boolean answersAreRight(Server server) throws IOException {
        Numbers numbers = Numbers.of(text);
        SplittableRandom random = new SplittableRandom(3);
        for (int port : new int[] {server.checksPort(), server.port()}) {
            try (HttpClient client = HttpClient.checks(port, MANY, 0)) {
                for (int round = 0; round < 10; round++) {
                    long[] asked = Numbers.drawn(random, MANY);
                    String[] answers = client.ask(HttpClient.checks(asked)).split("\"input\"", -1);
                    for (int i = 0; i < asked.length; i++) {
                        if (answers[i + 1].contains("OPPOSED") != numbers.listed(asked[i])
                                || !answers[i + 1].contains("+" + asked[i])) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private void load(String name, int port, long pid) throws IOException, InterruptedException {
        one.put(name, run(number -> HttpClient.checks(port, 1, number), pid));
        many.put(name, run(number -> HttpClient.checks(port, MANY, number), pid));
    }

    private static Load.Result run(Load.Opener opener, long pid) throws IOException, InterruptedException {
        return Load.run(opener, CONNECTIONS, pid, WARM_SECONDS, SECONDS);
    }

    private void redis() throws IOException, InterruptedException {
        Process process =
                start("redis-server", "--port", "0000", "--save", "", "--appendonly", "no", "--bind", "127.0.0.1");
        if (process == null) {
            missing("Redis (Debian: redis-server)");
            return;
        }
        try {
            try (Redis redis = new Redis(port(), 1, 0)) {
                redis.load(text);
            }
            fact("resident memory of Redis", Processor.residentMiB(process.pid()), "MiB");
            one.put("Redis SISMEMBER", run(number -> new Redis(port(), 1, number), process.pid()));
            many.put("Redis SMISMEMBER", run(number -> new Redis(port(), MANY, number), process.pid()));
        } finally {
            process.destroy();
        }
    }

    private void nginx() throws IOException, InterruptedException {
        Path conf = work.resolve("nginx.conf");
        int free = freePort();
        Files.writeString(conf, """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log stderr;
                events { worker_connections 1024; }
                http { access_log off; keepalive_requests 1000000000; client_body_temp_path %1$s/nginx-body;
                  server { listen 127.0.0.1:%2$d; location / { return 200 "ok"; } } }
                """.formatted(work, free));
        chosen = free;
        Process process = start("nginx", "-p", work.toString(), "-c", conf.toString());
        if (process == null) {
            missing("nginx (Debian: nginx-light)");
            return;
        }
        try {
            one.put("nginx return 200", run(number -> HttpClient.root(port()), process.pid()));
        } finally {
            process.destroy();
        }
    }

    private int chosen;

    private int port() {
        return chosen;
    }

    /** Starts a program of the system and waits until it listens; nothing when it is not there. */
    private @Nullable Process start(String program, String... arguments) throws IOException, InterruptedException {
        Optional<Path> found = Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            return null;
        }
        if (arguments[1].equals("0000")) {
            chosen = freePort();
            arguments[1] = Integer.toString(chosen);
        }
        List<String> command = Stream.concat(Stream.of(found.get().toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(program + ".log").toFile())
                .start();
        for (int i = 0; i < 200; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), chosen)) {
                if (socket.isConnected()) {
                    return process;
                }
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        process.destroy();
        throw new IOException(program + " does not listen");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private void fact(String what, double figure, String unit) {
        facts.append("- ")
                .append(String.format(Locale.ROOT, "%s: %.1f %s", what, figure, unit))
                .append('\n');
    }

    private void missing(String what) {
        facts.append("- Not on this machine: ").append(what).append('\n');
    }

    /** Whether every answer that was compared was right. */
    public boolean right() {
        return right;
    }

    /** Requests each CPU second of the listener over nginx's; not a number when there is no nginx here. */
    public double shareOfNginx() {
        Load.Result nginx = one.get("nginx return 200");
        return nginx == null ? Double.NaN : ours(one).perCpuSecond() / nginx.perCpuSecond();
    }

    /** The 99th percentile of one number, in milliseconds. */
    public double p99() {
        return ours(one).p99();
    }

    /** Numbers each CPU second in requests of 1,000. */
    public double numbersPerCpuSecond() {
        return ours(many).perCpuSecond() * MANY;
    }

    /** The same over Redis's; not a number when there is no Redis here. */
    public double overRedis() {
        Load.Result redis = many.get("Redis SMISMEMBER");
        return redis == null ? Double.NaN : ours(many).perCpuSecond() / redis.perCpuSecond();
    }

    private static Load.Result ours(Map<String, Load.Result> results) {
        return results.values().iterator().next();
    }

    /** Two tables and the facts. */
    public String table() {
        return facts + "\n" + table(one, "1 number", 1) + "\n" + table(many, "1,000 numbers", MANY);
    }

    private static String table(Map<String, Load.Result> results, String what, int numbers) {
        StringBuilder table =
                new StringBuilder("| " + what + " a request | requests/s | p99 ms | requests per server CPU s"
                        + " | numbers per server CPU s |\n|---|---|---|---|---|\n");
        results.forEach((name, result) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %,.0f | %,.0f |%n",
                name,
                result.requests(),
                result.p99(),
                result.perCpuSecond(),
                result.perCpuSecond() * numbers)));
        return table.toString();
    }
}
