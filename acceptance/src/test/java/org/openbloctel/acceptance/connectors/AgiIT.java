package org.openbloctel.acceptance.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.acceptance.CommandLine;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;

/** {@code bloctel agi}, a process of its own, between a dial plan and a real server, on either of its ports. */
@Tag("check-long")
final class AgiIT {
    private static final Pattern LISTENING = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private static Path folder = Path.of(".");

    private static ServerFixture server;
    private static int listener;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            listener = free.getLocalPort();
        }
        server = ServerFixture.start("openbloctel.checks.port=" + listener, "openbloctel.address=127.0.0.1");
        Caller programs = new Caller(server.database(), "000000018", "Exemple");
        programs.key("obl_live_agiagiagiagi", "verdicts");
        programs.key("obl_live_checkscheckschecks", "checks");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void verdictReachesTheDialPlanAndTheLogTellsARefusalFromSilence(boolean byListener) throws Exception {
        URI address = byListener ? URI.create("http://127.0.0.1:" + listener) : server.address();
        assertThat(asked(address, "obl_live_agiagiagiagi"))
                .containsExactly("OPENBLOCTEL_RULE \"consent\"", "OPENBLOCTEL_VERDICT \"FORBIDDEN\"", "");
        assertThat(asked(address, "obl_live_unknownunknown"))
                .startsWith(CANNOT)
                .last()
                .asString()
                .contains("status 401");
        assertThat(asked(address, "obl_live_checkscheckschecks"))
                .startsWith(CANNOT)
                .last()
                .asString()
                .contains("status 403", "verdicts");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(asked(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "obl_live_agiagiagiagi"))
                    .startsWith(CANNOT)
                    .last()
                    .asString()
                    .contains("did not answer");
        }
    }

    private static final String[] CANNOT = {"OPENBLOCTEL_RULE \"cannot-check\"", "OPENBLOCTEL_VERDICT \"CANNOT_TELL\""};

    /** Plays one call of a dial plan: the variables that were set, then what the service said beside them. */
    private static List<String> asked(URI address, String key) throws Exception {
        Path keyFile = Files.createTempFile(
                folder, "key", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, key);
        Path log = Files.createTempFile(folder, "agi", ".log");
        Process process = new ProcessBuilder(CommandLine.of(List.of(
                        "agi",
                        "--server",
                        address.toString(),
                        "--key",
                        keyFile.toString(),
                        "--listen",
                        "127.0.0.1:0",
                        "--timeout",
                        "5000")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            List<String> set = call(port(log));
            String first = Files.readString(log).lines().findFirst().orElse("");
            set.add(Files.readString(log).replace(first, "").strip());
            return set;
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The port that the service says it listens on, within a minute. */
    private static int port(Path log) throws IOException {
        for (int i = 0; i < 1200; i++) {
            Matcher listening = LISTENING.matcher(Files.readString(log));
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("bloctel agi does not listen: " + Files.readString(log));
    }

    private static List<String> call(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write("agi_request: agi://127.0.0.1/dial\nagi_arg_1: 0639980001\n\n".getBytes(UTF_8));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            List<String> set = new ArrayList<>();
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                set.add(command.replace("SET VARIABLE ", ""));
                out.write("200 result=1\n".getBytes(UTF_8));
            }
            return set;
        }
    }
}
