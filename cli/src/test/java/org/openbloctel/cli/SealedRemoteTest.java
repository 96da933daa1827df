package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submit and watch open sealed results by the private key, keep them sealed without it, and lose none to a wrong one. */
@Tag("long")
final class SealedRemoteTest {
    private static final String ID = "8a3f0c9e-7b1d-4e55-9d2a-0c1b2a3d4e5f";
    private static final String SELF = "/api/v1/submissions/" + ID;
    private static final String LINES = "tel\n0199001234\n";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> replies = new ConcurrentHashMap<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private HttpServer server;
    private String[] submit = {};
    private Path watched = Path.of("");
    private Path out = Path.of("");
    private String apiKey = "";
    private String right = "";

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.contains("/files/")) {
                downloads.incrementAndGet();
            }
            byte[] body = replies.getOrDefault(path, new byte[0]);
            exchange.sendResponseHeaders(replies.containsKey(path) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        apiKey = secret("api.key", "obt_test_0123456789");
        right = folder.resolve("right.key").toString();
        String recipient = Ran.english("keygen", right).out().strip();
        watched = Files.createDirectory(folder.resolve("watched"));
        out = Files.createDirectory(folder.resolve("out"));
        Path file = Files.writeString(watched.resolve("prospects.csv"), LINES);
        submit = words("submit", file.toString());
        byte[] sealed = sealed(recipient);
        replies.put("/api/v1/submissions", bytes("{\"id\":\"" + ID + "\",\"state\":\"RECEIVED\"}"));
        replies.put(SELF, bytes(ready(recipient, sealed)));
        replies.put(SELF + "/files/callable", sealed);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String[] words(String command, String what) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return new String[] {command, what, "--server", address, "--key", apiKey, "--out", out.toString()};
    }

    private static String[] and(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    private String secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] sealed(String recipient) throws IOException, GeneralSecurityException {
        List<RecipientStanzaWriter> writers =
                List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream to = Channels.newOutputStream(
                new StandardEncryptingChannelFactory().newEncryptingChannel(Channels.newChannel(bytes), writers))) {
            to.write(bytes(LINES));
        }
        return bytes.toByteArray();
    }

    private static String ready(String recipient, byte[] sealed) throws GeneralSecurityException {
        return """
                {"id":"%s","state":"READY","test":true,"sha256":"%s","report":{"rows":1,"callable":1,"unchecked":0},
                 "files":[{"kind":"callable","name":"prospects.callable.csv.age","size":%d,"sha256":"%s",
                           "sealed":{"recipients":["%s"],"name":"prospects.callable.csv","size":%d}}]}
                """.formatted(ID, sha256(bytes(LINES)), sealed.length, sha256(sealed), recipient, LINES.length());
    }

    private List<String> results() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void submitOpensThemByThePrivateKey() throws IOException {
        Ran ran = Ran.english(and(submit, "--private-key", right));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(results()).containsExactly("prospects.not-listed.csv", "prospects.report.json");
        assertThat(out.resolve("prospects.not-listed.csv")).hasContent(LINES);
    }

    @Test
    void withoutAKeyTheyStaySealedAndOpenLater() throws IOException {
        Ran ran = Ran.french(submit);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).contains("bloctel open");
        assertThat(results()).containsExactly("prospects.not-listed.csv.age", "prospects.report.json");
        Path sealed = out.resolve("prospects.not-listed.csv.age");
        assertThat(Ran.english("open", sealed.toString(), "--key", right).code())
                .isEqualTo(ExitCode.DONE);
        assertThat(out.resolve("prospects.not-listed.csv")).hasContent(LINES);
    }

    @Test
    void wrongKeyLosesNothingAndWatchDownloadsOnce() throws IOException {
        String wrong = folder.resolve("wrong.key").toString();
        Ran.english("keygen", wrong);
        String[] watch = and(words("watch", watched.toString()), "--private-key", wrong, "--once");

        Ran ran = Ran.english(watch);

        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.INPUT);
        assertThat(results())
                .containsExactly("prospects.csv.error.txt", "prospects.not-listed.csv.age", "prospects.report.json");
        assertThat(Files.readString(out.resolve("prospects.csv.error.txt"))).contains("another key", "wrong.key");
        Ran.english(watch);
        assertThat(downloads).as("settled: not fetched again").hasValue(1);
    }

    @Test
    void alteredFileIsNotKept() throws IOException {
        byte[] altered =
                Objects.requireNonNull(replies.get(SELF + "/files/callable")).clone();
        altered[altered.length - 1] ^= 1;
        replies.put(SELF + "/files/callable", altered);
        assertThat(Ran.english(and(submit, "--private-key", right)).code()).isEqualTo(ExitCode.SERVER);
        assertThat(results()).isEmpty();
    }

    /** The lines have one name by the list and another by the law: yesterday's beside today's report would be loaded. */
    @Test
    void linesAreNamedByTheirScopeAndThoseOfTheOtherScopeAreRemoved() throws Exception {
        Files.writeString(out.resolve("other.callable.csv"), LINES);
        byte[] sealed = Objects.requireNonNull(replies.get(SELF + "/files/callable"));
        String before = new String(Objects.requireNonNull(replies.get(SELF)), StandardCharsets.UTF_8);
        for (String[] words : List.of(submit, and(submit, "--private-key", right))) {
            String ending = words.length == submit.length ? ".age" : "";
            for (String scope : List.of("law", "list", "law")) {
                String kind = scope.equals("law") ? "callable" : "not-listed";
                replies.put(SELF + "/files/" + kind, sealed);
                replies.put(
                        SELF,
                        bytes(before.replace("\"report\":{", "\"report\":{\"scope\":\"" + scope + "\",")
                                .replace("callable\",", kind + "\",")
                                .replace(".callable.", "." + kind + ".")));
                assertThat(Ran.english(words).code()).isEqualTo(ExitCode.DONE);
                assertThat(results())
                        .contains("other.callable.csv", "prospects." + kind + ".csv" + ending)
                        .doesNotContain(
                                "prospects." + (kind.equals("callable") ? "not-listed" : "callable") + ".csv" + ending);
            }
        }
    }
}
