package org.openbloctel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The habits of other commands that scripts and their writers count on: codes, JSON, pipes, short options, help words. */
@Tag("long")
final class ScriptsTest {
    private static final String LISTED = "0639980001";
    private static final String FREE = "0639980002";
    private static final String CALLS = "nom;tel\nAnne;" + LISTED + "\nBert;" + FREE + "\nCleo;06399800\n";

    @TempDir
    Path folder;

    private String list = "";

    @BeforeEach
    void makeAList() {
        list = folder.resolve("opposition.list").toString();
        assertThat(Ran.reading(LISTED + "\n", "list", "build", "-", "-o", list).code())
                .isZero();
    }

    @Test
    void checkEndsWithTenOnlyWhereAskedAndUnlessAllNumbersAreFree() {
        assertThat(Ran.english("check", FREE, "--list", list, "--exit-code").code())
                .isZero();
        for (String other : List.of(LISTED, "06399800", "0800123456", "", "+4930123456")) {
            assertThat(Ran.english("check", FREE, other, "-l", list, "--exit-code")
                            .code())
                    .isEqualTo(10);
            assertThat(Ran.english("check", FREE, other, "-l", list).code()).isZero();
        }
        assertThat(Ran.reading(FREE + "\n" + LISTED + "\n", "check", "-", "--exit-code", "-l", list)
                        .code())
                .isEqualTo(10);
        assertThat(Ran.english("check", FREE, "--list", list + ".none", "--exit-code")
                        .code())
                .isEqualTo(ExitCode.LIST);
    }

    @Test
    void mayCallEndsWithTenUnlessAllCallsAreAllowed() {
        String[] allowed = {"may-call", FREE, "--at", "2026-02-03T11:00+01:00", "--sector", "poll", "--exit-code"};
        assertThat(Ran.english(allowed).out()).contains("ALLOWED");
        assertThat(Ran.english(allowed).code()).isZero();
        String[] sunday = {"may-call", FREE, "--at", "2026-02-01T11:00+01:00", "--sector", "other", "--exit-code"};
        assertThat(Ran.english(sunday).out()).contains("FORBIDDEN");
        assertThat(Ran.english(sunday).code()).isEqualTo(10);
        String[] unknown = {"may-call", FREE, "--at", "2026-02-03T11:00+01:00", "--sector", "other", "--exit-code"};
        assertThat(Ran.english(unknown).out()).contains("CANNOT_TELL");
        assertThat(Ran.english(unknown).code()).isEqualTo(10);
        assertThat(Ran.english("may-call", "123456789012", "--sector", "poll", "--exit-code")
                        .code())
                .isEqualTo(10);
        assertThat(Ran.english("may-call", FREE, "--sector", "other").code()).isZero();
    }

    @Test
    void jsonIsAnObjectALine() {
        Ran ran = Ran.english("check", LISTED, "a\"b", FREE, "--list", list, "--json");
        assertThat(ran.out().lines())
                .containsExactly(
                        "{\"input\": \"0639980001\", \"verdict\": \"OPPOSED\", \"reason\": null}",
                        "{\"input\": \"a\\\"b\", \"verdict\": \"UNCHECKED\", \"reason\": \"not-a-number\"}",
                        "{\"input\": \"0639980002\", \"verdict\": \"NOT_LISTED\", \"reason\": null}");
        String[] old = {"may-call", FREE, "--sector", "poll", "--at", "2026-02-03T11:00+01:00", "--report", "json"};
        String[] now = {"may-call", FREE, "--sector", "poll", "--at", "2026-02-03T11:00+01:00", "--json"};
        assertThat(Ran.english(now)).isEqualTo(Ran.english(old));
        assertThat(Ran.english("list", "info", list, "--json"))
                .isEqualTo(Ran.english("list", "info", list, "--report", "json"));
    }

    @Test
    void keyItselfIsNeverPrintedWhereverItWasTyped() {
        String secret = "obl_live_0123456789abcdef";
        String server = "https://bloctel.example.org";
        for (String[] args : List.of(
                new String[] {"check", FREE, "--server", server, "--key", secret},
                new String[] {"check", FREE, "--server", server, "--key=" + secret},
                new String[] {"check", FREE, "--server", server, "--" + secret},
                new String[] {"submit", "a.csv", "--server", server, secret},
                new String[] {"scrub", secret, "--list", list},
                new String[] {"watch", folder.toString(), "--server", secret},
                new String[] {secret})) {
            Ran ran = Ran.english(args);
            assertThat(ran.code()).isNotZero();
            assertThat(ran.out() + ran.err()).isNotBlank().doesNotContain("0123456789");
        }
        Ran typed = Ran.english("check", FREE, "--server", server, "--key", secret);
        assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err()).contains("Give a file, or OPENBLOCTEL_API_KEY");
    }

    @Test
    void oneResultAloneGoesToStandardOutputOnceItIsWhole() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = left(temporary);
        String[] shared = {"scrub", "-", "-l", list, "--only"};
        for (String[] only : List.of(
                new String[] {"not-listed", "nom;tel\nBert;" + FREE + "\n"},
                new String[] {"opposed", "nom;tel\nAnne;" + LISTED + "\n"},
                new String[] {"unchecked", "nom;tel\nCleo;06399800\n"})) {
            Ran ran = Ran.reading(
                    CALLS, Stream.concat(Stream.of(shared), Stream.of(only[0])).toArray(String[]::new));
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).isEqualTo(only[1]);
            assertThat(ran.err()).contains("not listed", "33.3%").doesNotContain(temporary.toString());
        }
        Ran json = Ran.reading(CALLS, "scrub", "-", "-l", list, "--only", "not-listed", "--json");
        assertThat(json.err()).startsWith("{").contains("\"rows\": 3");

        Ran unsure = Ran.reading("a;b\n1;2\n", "scrub", "-", "-l", list, "--only", "not-listed");
        assertThat(unsure.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unsure.out()).isEmpty();
        assertThat(left(temporary)).isEqualTo(before);
        assertThat(left(folder)).isEmpty();
    }

    private static List<Path> left(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("bloctel-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void oneResultAloneIsOfOneFileAndOfAKnownKind() throws IOException {
        String calls = Files.writeString(folder.resolve("calls.csv"), CALLS).toString();
        for (String[] wrong : List.of(
                new String[] {"scrub", calls, calls, "-l", list, "--only", "opposed"},
                new String[] {"scrub", calls, "-l", list, "--only", "opposed", "-o", folder.toString()},
                new String[] {"scrub", calls, "-l", list, "--only", "callable"})) {
            Ran ran = Ran.english(wrong);
            assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.out()).isEmpty();
        }
        assertThat(Ran.english("scrub", calls, "-l", list, "--only", "opposed").out())
                .isEqualTo("nom;tel\nAnne;" + LISTED + "\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("calls.csv", "opposition.list", ".opposition.list.seen");
        }
    }

    @Test
    void folderOfTheResultsIsMade() throws IOException {
        String calls = Files.writeString(folder.resolve("calls.csv"), CALLS).toString();
        Path results = folder.resolve("deep/results");
        assertThat(Ran.english("scrub", calls, "-l", list, "-o", results.toString())
                        .code())
                .isZero();
        assertThat(results.resolve("calls.not-listed.csv")).hasContent("nom;tel\nBert;" + FREE + "\n");
    }

    @Test
    void helpAndVersionAreWordsToo() {
        assertThat(Ran.english("help")).isEqualTo(Ran.english("--help"));
        assertThat(Ran.english("help", "scrub")).isEqualTo(Ran.english("scrub", "--help"));
        assertThat(Ran.english("help", "list", "build")).isEqualTo(Ran.english("list", "build", "--help"));
        assertThat(Ran.english("help", "list").out()).contains("list build", "list change");
        assertThat(Ran.english("help", "scurb").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.french("--lang", "en", "help")).isEqualTo(Ran.english("help"));
        assertThat(Ran.english("version")).isEqualTo(Ran.english("--version"));
    }

    @Test
    void missingOptionIsNamedInFull() {
        Ran ran = Ran.english("scrub", "calls.csv");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("bloctel: missing: --list");
        assertThat(Ran.english("scrub", "calls.csv", "-l").err()).startsWith("bloctel: --list needs a value");
    }

    /** In a process of its own, which alone can have another environment. */
    @Test
    void keyMayStandInTheEnvironment() throws Exception {
        AtomicReference<String> sent = new AtomicReference<>("");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            sent.set(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                FREE,
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--lang",
                "en");
        builder.environment().remove("BLOCTEL_KEY_FILE");
        assertThat(said(builder)).contains("no API key", "OPENBLOCTEL_API_KEY");
        builder.environment().put("OPENBLOCTEL_API_KEY", "obt_test_0123456789");
        assertThat(said(builder)).contains("the server refused").doesNotContain("0123456789");
        assertThat(sent).hasValue("Bearer obt_test_0123456789");
        builder.environment().put("OPENBLOCTEL_API_KEY", "two words");
        assertThat(said(builder))
                .contains("OPENBLOCTEL_API_KEY does not hold an API key")
                .doesNotContain("two words");
        server.stop(0);
    }

    private static String said(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
