package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.list.lookup.LookupListener;
import org.openbloctel.server.platform.access.SignedIn;

/** Attacks from outside: forged heads, slow and oversize requests, doors that are not for them. */
final class AttackerIT {
    private static final String EVIL = "evil.example";

    private static ServerFixture server;
    private static ServerFixture behindProxy;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.checks.port=0", "openbloctel.http.requests-a-minute.address=100000");
        behindProxy = ServerFixture.start("openbloctel.http.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        behindProxy.close();
        server.close();
    }

    @Test
    void browsersAreToldToStayWithTlsWhereItIsSpokenAndNowhereElse() {
        HttpResponse<String> plain =
                server.visitor().with("X-Forwarded-Proto", "https").get("/aide");
        assertThat(plain.headers().firstValue("Strict-Transport-Security"))
                .as("nobody is believed who is no proxy of ours")
                .isEmpty();
        Visitor visitor = behindProxy.visitor().with("X-Forwarded-Proto", "https");
        HttpResponse<String> answer = visitor.get("/");
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000", "includeSubDomains");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
    }

    /** Led on, a program would not notice that its key went through the clear. */
    @Test
    void programThatComesWithoutTlsIsNotLedOn() {
        for (String path : List.of("/api/v1/checks", "/api/v1/campaigns", "/api/v1/openapi.json")) {
            HttpResponse<String> answer =
                    behindProxy.visitor().with("X-Forwarded-Proto", "http").get(path);
            assertThat(answer.headers().firstValue("Location")).as(path).isEmpty();
            assertThat(answer.statusCode()).as(path).isNotIn(301, 302, 303, 307, 308);
        }
    }

    /** What is encoded twice stays encoded once, in an address and in a form. */
    @Test
    void inputIsDecodedOnce() throws IOException {
        for (String path : List.of("/%2561ide", "/aide%252F", "/assets/%252e%252e/openbloctel.properties")) {
            assertThat(answered("GET " + path + " HTTP/1.1", "")).as(path).containsPattern("^HTTP/1.1 4");
        }
        assertThat(answered("GET /%61ide HTTP/1.1", "")).startsWith("HTTP/1.1 200");
        Visitor visitor = server.visitor();
        visitor.get("/inscription");
        String twice = "%3Cb%3E @example.org";
        assertThat(visitor.post("/inscription", Map.of("number", "%2B33639980001", "email", twice))
                        .body())
                .contains("value=\"%2B33639980001\"", "value=\"" + twice + "\"");
    }

    @Test
    void foldersAndFilesThatAreNotPublishedAreNotFound() throws IOException {
        for (String path : List.of(
                "/assets",
                "/assets/",
                "/templates/",
                "/templates/layout.html",
                "/i18n/portal/messages_fr.properties",
                "/openbloctel.properties",
                "/application.properties",
                "/WEB-INF/",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/.git/HEAD",
                "/.env",
                "/assets/../openbloctel.properties",
                "/assets/..;/openbloctel.properties",
                "/assets/%2e%2e/openbloctel.properties",
                "/assets/%5c..%5copenbloctel.properties",
                "/assets//etc/passwd")) {
            assertThat(answered("GET " + path + " HTTP/1.1", ""))
                    .as(path)
                    .containsPattern("^HTTP/1.1 40[04]")
                    .doesNotContain("openbloctel.http.", "root:", "Manifest-Version");
        }
    }

    @Test
    void hostOfTheRequestIsRepeatedNowhere() throws IOException {
        for (String path : List.of("/", "/pro", "/espace", "/langue?choix=en", "/nulle-part", "/api/v1/nulle-part")) {
            String answer = raw(
                    server.address().getPort(),
                    "GET " + path + " HTTP/1.1\r\nHost: " + EVIL + "\r\nX-Forwarded-Host: " + EVIL
                            + "\r\nReferer: https://" + EVIL + "/x\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain(EVIL);
        }
    }

    @Test
    void addressThatNoProxyOfOursNamesIsNotBelieved() {
        Visitor visitor = server.visitor();
        visitor.get("/pro/connexion");
        int last = 0;
        for (int i = 0; i < 40 && last != 429; i++) {
            last = visitor.with("X-Forwarded-For", "192.0.2." + i)
                    .post("/pro/connexion", Map.of("email", "p" + i + "@example.org", "password", "wrong"))
                    .statusCode();
        }
        assertThat(last).as("tries of one address are counted together").isEqualTo(429);
    }

    @Test
    void whoOnlyKnocksCostsNoSession() {
        for (String path : List.of("/", "/espace", "/pro/cles", "/operateur/journal", "/pro/connexion")) {
            assertThat(server.visitor().get(path).headers().allValues("Set-Cookie"))
                    .as(path)
                    .noneMatch(cookie -> cookie.startsWith("openbloctel_session"));
        }
    }

    @Test
    void cookieOfThePageThatWasAskedForLeadsNowhereElse() {
        SignedIn who = new SignedIn.Consumer(java.util.UUID.randomUUID());
        assertThat(wayOn(who, "/espace/donnees")).isEqualTo("/espace/donnees");
        for (String wanted :
                List.of("//evil.example", "https://evil.example", "/espace/\r\nX: y", "/espace/{x}", "/pro")) {
            assertThat(wayOn(who, wanted)).as(wanted).isEqualTo("/espace");
        }
    }

    private static String wayOn(SignedIn who, String wanted) {
        HttpCookie cookie = new HttpCookie(
                "openbloctel_page",
                Base64.getUrlEncoder().withoutPadding().encodeToString(wanted.getBytes(StandardCharsets.UTF_8)));
        cookie.setPath("/");
        cookie.setVersion(0);
        Visitor visitor = server.visitor();
        visitor.cookies().getCookieStore().add(server.address(), cookie);
        return visitor.get(server.signInPath(who)).body();
    }

    @Test
    void formThatIsTooLargeIsRefused() {
        Visitor visitor = server.visitor();
        visitor.get("/inscription");
        HttpResponse<String> answer = visitor.post("/inscription", Map.of("number", "1".repeat(300_000)));
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).contains("BT-07");
    }

    @Test
    void methodsNobodyNeedsAreRefused() throws IOException {
        for (String method : List.of("TRACE", "CONNECT", "OPTIONS", "PROPFIND")) {
            assertThat(raw(
                            server.address().getPort(),
                            method + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(method)
                    .containsPattern("^HTTP/1.1 (4|501)");
        }
    }

    @Test
    void requestsThatTwoReadersCouldReadInTwoWaysAreRefused() throws IOException {
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String heads : List.of(
                "Content-Length: 4\r\nContent-Length: 5\r\n",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Content-Length: +4\r\n")) {
            for (int port : List.of(
                    server.address().getPort(),
                    server.bean(LookupListener.class).port())) {
                String answer = raw(
                        port,
                        "POST /api/v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + heads
                                + "\r\n0\r\n\r\n" + smuggled);
                assertThat(answer).as(heads + port).containsPattern("^HTTP/1.1 (4|501)");
                assertThat(answer.split("HTTP/1.1 ", -1))
                        .as("one answer to %s", heads)
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/v1/checks", "GET /api/v1/figures"})
    void twoKeysAreNone(String line) throws IOException {
        for (int port : List.of(
                server.address().getPort(), server.bean(LookupListener.class).port())) {
            String answer = raw(
                    port,
                    line
                            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer obl_live_a\r\nAuthorization: Bearer obl_live_b\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            assertThat(answer).as(line + port).containsPattern("^HTTP/1.1 4");
        }
    }

    @Test
    @Tag("check-long")
    void whoeverDawdlesIsLetGo() throws Exception {
        List<Duration> took = AtOnce.all(List.of(
                () -> letGo(server.address().getPort()),
                () -> letGo(server.bean(LookupListener.class).port())));
        assertThat(took)
                .hasSize(2)
                .allSatisfy(one -> assertThat(one).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15)));
    }

    /** How long a head may stay unfinished. */
    private static Duration letGo(int port) throws IOException {
        long from = System.nanoTime();
        assertThat(raw(port, "POST /api/v1/checks HTTP/1.1\r\nHost: loc")).doesNotContain("HTTP/1.1 200");
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /aide HTTP/1.1\r\nHost: loc', 'alhost\r\nConnection: close\r\n\r\n', 200",
        "'POST /deconnexion HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 3\r\n\r\na', '=b', 403"
    })
    void oneAddressHasFewConnectionsWithHalfARequest(String begun, String rest, String status) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i <= WaitingClients.MAX_OF_NETWORK; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort());
                sockets.add(socket);
                SlowRequestsIT.write(socket, begun);
                if (i == 0) {
                    socket.setSoTimeout(500);
                    assertThat(SlowRequestsIT.isSilent(socket))
                            .as("the server reads it before the others")
                            .isTrue();
                }
            }
            Socket oldest = sockets.getFirst();
            oldest.setSoTimeout(5_000);
            assertThat(SlowRequestsIT.isSilent(oldest))
                    .as("the oldest stays open")
                    .isFalse();
            SlowRequestsIT.write(sockets.getLast(), rest);
            sockets.getLast().setSoTimeout(30_000);
            assertThat(new String(sockets.getLast().getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 " + status);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Refused before anything of ours is asked. */
    @Test
    void requestThatTheContainerRefusesIsAnsweredInOurWords() throws IOException {
        String length = "Content-Length: 1\r\nContent-Length: 2\r\n";
        for (String line : List.of(
                "GET /api/v1/campaigns/[ HTTP/1.1",
                "GET /api/v1/campaigns?x=[1] HTTP/1.1",
                "GET /api/v1/campaigns/a%2Fb HTTP/1.1",
                "GET /api/v1/campaigns/%ff HTTP/1.1",
                "GET /api/v1/campaigns/%zz HTTP/1.1",
                "POST /api/v1/checks HTTP/1.1\r\n" + length.strip(),
                "POST /api/v1/checks HTTP/1.1\r\nTransfer-Encoding: odd",
                "GET /api/v1/campaigns HTTP/3.7")) {
            String answer = answered(line, "");
            assertThat(answer)
                    .as(line)
                    .containsPattern("^HTTP/1.1 (4|50[15])")
                    .contains("Content-Type: application/problem+json", "\"code\":\"BT-07")
                    .containsPattern("\"status\":" + answer.substring(9, 12));
        }
        for (String line : List.of(
                "GET /aide/[ HTTP/1.1",
                "GET /aide/a%2Fb HTTP/1.1",
                "GET /aide/%ff HTTP/1.1",
                "POST /deconnexion HTTP/1.1\r\n" + length.strip())) {
            assertThat(answered(line, "Accept: text/html\r\nAccept-Language: en\r\n"))
                    .as(line)
                    .contains("BT-07");
        }
        assertThat(answered("GET /aide/a%2Fb HTTP/1.1", "Accept: text/html\r\nAccept-Language: en\r\n"))
                .contains(
                        "Content-Type: text/html", "<html lang=\"en\">", "Content-Security-Policy: default-src 'none'");
    }

    private static String answered(String line, String fields) throws IOException {
        String answer = raw(
                server.address().getPort(), line + "\r\nHost: localhost\r\n" + fields + "Connection: close\r\n\r\n");
        assertThat(answer).as(line).doesNotContainIgnoringCase("tomcat", "apache", "HTTP Status");
        return answer;
    }

    /** AccessTableIT looks whether there is a place for each page of ours. */
    @Test
    void addressesThatAreMadeUpShareTheirMeters() {
        List<String> made = List.of("/", "/pro/", "/espace/", "/api/v1/", "/assets/", "/.git/", "/aide/", "/webhooks/");
        for (int i = 0; i < 200; i++) {
            String path = made.get(i % made.size()) + UUID.randomUUID();
            assertThat(server.visitor().get(path).statusCode()).as(path).isGreaterThanOrEqualTo(300);
        }
        Set<String> uris = server.bean(MeterRegistry.class).find("http.server.requests").timers().stream()
                .map(timer -> String.valueOf(timer.getId().getTag("uri")))
                .collect(Collectors.toSet());
        assertThat(uris).contains("NOT_FOUND", "/assets/**").noneMatch(uri -> uri.matches(".*[0-9a-f]{8}-.*"));
    }

    @Test
    void doorOfOperationsIsAPortOfItsOwn() throws Exception {
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/heapdump")) {
            assertThat(server.visitor().get(path).statusCode()).as(path).isEqualTo(404);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path :
                    List.of("env", "heapdump", "beans", "configprops", "threaddump", "loggers", "shutdown")) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://localhost:" + server.managementPort() + "/actuator/" + path))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    /** Its dispatcher is another one: it read the language by its own rules, beside ours. */
    @ParameterizedTest
    @CsvSource({
        "fr, fr, Aller au contenu, Page introuvable",
        "en, en, Skip to content, Page not found",
        "de, fr, Aller au contenu, Page introuvable",
        "'de, en;q=0.5', fr, Aller au contenu, Page introuvable"
    })
    void refusalAtThePortOfOperationsIsInOneLanguage(String asked, String spoken, String frame, String words)
            throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.managementPort() + "/actuator/env"))
                    .header("Accept", "text/html")
                    .header("Accept-Language", asked)
                    .build();
            String page = client.send(request, BodyHandlers.ofString()).body();
            assertThat(page).contains("<html lang=\"" + spoken + "\"", frame, words + "</h1>");
        }
    }

    @Test
    void filesOfTheServerAreItsOwn() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.folder().resolve("master.key"))))
                .isEqualTo("rw-------");
        for (String folder : Set.of("list", "submissions", "evidence", "work")) {
            if (Files.exists(server.folder().resolve(folder))) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(server.folder().resolve(folder))))
                        .as(folder)
                        .isEqualTo("rwx------");
            }
        }
    }

    /** Sends bytes and reads until the other side closes. */
    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }
}
