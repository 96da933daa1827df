package org.openbloctel.acceptance.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for VICIdial, against a server that answers as the documents of VICIdial's API say. */
final class VicidialDncIT {
    private static final Path SCRIPT = Path.of("..", "connectors", "vicidial", "dnc-import.sh");

    @TempDir
    private Path folder;

    private final ConcurrentLinkedQueue<String> posted = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Path login;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/vicidial/non_agent_api.php", exchange -> {
            assertThat(exchange.getRequestURI().getQuery()).isNull();
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(URLDecoder.decode(form, StandardCharsets.UTF_8));
            String reply = form.contains("0639980003")
                    ? "ERROR: add_dnc_phone DNC NUMBER ALREADY EXISTS"
                    : form.contains("0639980009") ? "ERROR: nothing" : "SUCCESS: add_dnc_phone DNC NUMBER ADDED";
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(reply.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        login = folder.resolve("login");
        Files.writeString(login, "api user\np\"ss & word\n");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String answers, String... more) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("spring.verdicts.csv"), answers);
        List<String> command = new ArrayList<>(List.of(
                "bash",
                SCRIPT.toString(),
                "--verdicts",
                file.toString(),
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/vicidial/non_agent_api.php",
                "--login",
                login.toString()));
        command.addAll(Arrays.asList(more));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void everythingButOkGoesOnTheCampaignsList() throws Exception {
        Ran ran = run("""
                Telephone;Identifiant;Reponse\r
                0639980001;1;OPPOSED\r
                0639980002;2;OK\r
                06 39 98 00 03;3;OPPOSED\r
                +33639980004;4;UNCHECKED unassigned-range\r
                N/A;5;UNCHECKED blank\r
                0639980006;"a;b";OK\r
                """, "--campaign", "SPRING", "--strip", "+33");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("3 added, 1 there already, 0 failed\n");
        assertThat(ran.code()).isZero();
        String rest = "source=openbloctel&function=add_dnc_phone&user=api user&pass=p\"ss & word&phone_number=";
        assertThat(posted)
                .as("what cannot be read for sure is not dialled")
                .containsExactly(
                        rest + "0639980001&campaign_id=SPRING",
                        rest + "0639980003&campaign_id=SPRING",
                        rest + "639980004&campaign_id=SPRING",
                        rest + "0639980006&campaign_id=SPRING");
    }

    @Test
    void fileThatNoCampaignJudgedIsRefusedWhole() throws Exception {
        for (String end : List.of("\r\n", "\n", "")) {
            Ran ran = run("Telephone;Identifiant;Reponse\n0639980001;1;OPPOSED\n0639980002;2;NOT_LISTED" + end);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .contains("compared with the list alone", "--campaign")
                    .doesNotContain("063998");
        }
        assertThat(posted).isEmpty();
    }

    @Test
    void numberThatWasNotTakenIsNamedByItsLine() throws Exception {
        Ran ran = run("0639980001;1;OPPOSED\n0639980009;2;OPPOSED\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("1 added, 0 there already, 1 failed\n");
        assertThat(ran.err()).isEqualTo("dnc-import: line 2 was not taken\n");
        assertThat(posted).allMatch(form -> form.endsWith("&campaign_id=SYSTEM_INTERNAL"));
    }

    @Test
    void passwordThatOthersCanReadIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("0639980001;1;OPPOSED\n").code()).isEqualTo(2);
        assertThat(posted).isEmpty();
    }
}
