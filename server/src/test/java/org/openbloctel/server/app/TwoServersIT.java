package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.list.lookup.LookupListener;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two whole servers on one database, asked over HTTP at all four doors: what a consumer does at one of them is known at each,
 * and the one that loses its database says "cannot check", never "callable".
 */
@Tag("check-long")
final class TwoServersIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FRESH_FOR = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String KEY = "obl_live_twoserverstwoservers";
    private static final String CONSENTS = "obl_live_twoserversconsents";
    private static final String LISTED = "0639980099";

    private static ServerFixture one;
    private static ServerFixture two;
    private static Cable cable;
    private static Caller caller;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        String[] settings = {
            "openbloctel.checks.port=0",
            "openbloctel.list.fresh-for=" + FRESH_FOR.toSeconds() + "s",
            "openbloctel.base-url=http://localhost",
            "openbloctel.http.requests-a-minute.company=1000000"
        };
        one = ServerFixture.start(settings);
        URI database = URI.create(one.database().url().substring("jdbc:".length()));
        cable = new Cable(database.getPort());
        String far = one.database().url().replace(":" + database.getPort() + "/", ":" + cable.port() + "/");
        two = one.startAnother(Stream.of(settings, one.shared(), new String[] {"openbloctel.database.url=" + far})
                .flatMap(Stream::of)
                .toArray(String[]::new));
        caller = new Caller(one.database(), "000000018", "Exemple");
        caller.key(KEY, "checks");
        caller.key(CONSENTS, "consents");
        client = HttpClient.newHttpClient();
        oppose(LISTED);
        await(LISTED, "OPPOSED");
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        two.close();
        one.close();
        cable.close();
    }

    @AfterEach
    void mend() {
        cable.mend();
        await(LISTED, "OPPOSED");
    }

    @Test
    void whatAConsumerDoesAtOneServerIsKnownAtEveryDoor() {
        for (int i = 0; i < 10; i++) {
            String number = "06399810" + (10 + i);
            ServerFixture here = i % 2 == 0 ? one : two;
            ServerFixture there = i % 2 == 0 ? two : one;
            String email = "person" + i + "@example.org";
            here.bean(Consumers.class).ask(number, email, Locale.FRENCH);
            Visitor visitor = there.visitor();
            String token = token(email);
            visitor.get("/confirmer?jeton=" + token);
            String receipt = location(visitor.post("/confirmer", Map.of("jeton", token)));
            await(number, "OPPOSED");
            visitor.get(receipt + "/retrait");
            HttpResponse<String> left = visitor.post(receipt + "/retrait", Map.of());
            assertThat(left.statusCode()).as(left.body()).isLessThan(400);
            await(number, "NOT_LISTED");
        }
    }

    /** They erase it too, when its time is over. */
    @Test
    void evidenceThatOneServerReceivedIsReadByTheOther() throws Exception {
        byte[] form = "le formulaire signé".getBytes(StandardCharsets.UTF_8);
        String claim = """
                {"consents":[{"reference":"e-1","number":"0639980018","givenAt":"2026-11-24T15:00:00+01:00",
                "until":"2027-11-24T15:00:00+01:00","thirdParties":[],"goods":"fenêtres","sectors":["other"],"text":"J’accepte",
                "channel":"web","positiveAct":true,"withdrawalExplained":true,"proofOffered":true,"evidence":"%s"}]}""";
        Program here = new Program(one.address(), CONSENTS);
        UUID consent = UUID.fromString(Program.json(here.send(
                        "POST",
                        "/api/v1/consents",
                        BodyPublishers.ofString(claim.replace("%s", EvidenceFiles.digest(form))),
                        "Content-Type",
                        "application/json"))
                .at("/results/0/id")
                .stringValue());
        String path = "/api/v1/consents/" + consent + "/evidence";
        assertThat(here.send("PUT", path, BodyPublishers.ofByteArray(form), "Content-Type", "application/octet-stream")
                        .statusCode())
                .isEqualTo(200);
        assertThat(two.bean(EvidenceFiles.class).get(caller.company(), consent))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(form));
    }

    @Test
    void sessionOutlivesTheServerThatOpenedItAndEndsOnAllAtOnce() {
        SignedIn.Staff who = one.staff();
        Visitor early;
        try (ServerFixture third = one.startAnother(one.shared())) {
            early = third.visitor(who);
            assertThat(early.get("/operateur/securite").statusCode()).isEqualTo(200);
        }
        Visitor atOne = elsewhere(early, one);
        Visitor atTwo = elsewhere(early, two);
        assertThat(atOne.get("/operateur/securite").statusCode()).isEqualTo(200);
        assertThat(atTwo.get("/operateur/securite").statusCode()).isEqualTo(200);
        Visitor owner = two.visitor(who);
        owner.get("/operateur/securite/appareils");
        owner.post("/operateur/securite/appareils/autres", Map.of());
        assertThat(atOne.get("/operateur/securite").statusCode()).isEqualTo(302);
        assertThat(atTwo.get("/operateur/securite").statusCode()).isEqualTo(302);
    }

    /** The page that says so asks for no session: the database that has it is gone. */
    @Test
    void personIsToldThatTheDatabaseIsGoneAndIsStillSignedInAfterwards() {
        Visitor visitor = two.visitor(one.staff());
        assertThat(visitor.get("/operateur/securite").statusCode()).isEqualTo(200);
        cable.cut();
        HttpResponse<String> gone = visitor.get("/operateur/securite");
        assertThat(gone.statusCode()).isEqualTo(503);
        assertThat(gone.body()).contains("BT-0710");
        cable.mend();
        assertThat(Program.comesTrue(() -> visitor.get("/operateur/securite").statusCode() == 200))
                .isTrue();
    }

    /** The same browser, led to another server. */
    private static Visitor elsewhere(Visitor visitor, ServerFixture server) {
        Visitor there = server.visitor();
        visitor.cookies()
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> there.cookies().getCookieStore().add(server.address(), cookie));
        return there;
    }

    @Test
    void slowTransactionHidesNoRevisionAtAnyDoor() throws SQLException {
        try (Connection slow = one.database().owner().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select list.oppose('" + sealed("0639982001") + "', now())");
            CompletableFuture<Void> later = CompletableFuture.runAsync(() -> oppose("0639982002"));
            // Time enough for several polls, and for the later one to overtake, if anything let it.
            LockSupport.parkNanos(SECOND.toNanos());
            await("0639982001", "NOT_LISTED");
            await("0639982002", "NOT_LISTED");
            slow.commit();
            later.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        }
        await("0639982002", "OPPOSED");
        await("0639982001", "OPPOSED");
    }

    @Test
    void serverWhoseDatabaseIsCutOffSaysThatItCannotCheck() {
        cable.cut();
        losesItsList();
    }

    /** Worse than cut: no connection ends, nothing answers. */
    @Test
    void serverWhoseDatabaseFallsSilentSaysThatItCannotCheck() {
        cable.stop();
        losesItsList();
    }

    /** While it is cut off, a number is put on the list elsewhere: old answers may be given up to the limit, wrong ones never. */
    private static void losesItsList() {
        long cut = System.nanoTime();
        String number = "06399" + (83000 + (int) (cut / 1000 % 999));
        oppose(number);
        long limit = cut + FRESH_FOR.toNanos();
        boolean refused = false;
        while (!refused && System.nanoTime() < cut + LONG.toNanos()) {
            refused = doors(two).allMatch(door -> {
                long asked = System.nanoTime();
                String verdict = verdict(door, number);
                assertThat(verdict.equals("NOT_LISTED") && asked > limit)
                        .as("%s %d ms after the limit", verdict, (asked - limit) / 1_000_000)
                        .isFalse();
                return verdict.startsWith("503 BT-0601");
            });
        }
        assertThat(refused).isTrue();
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (URI door : doors(two).toList()) {
                long asked = System.nanoTime();
                assertThat(verdict(door, number)).startsWith("503 BT-0601");
                assertThat(verdict(door, LISTED)).startsWith("503 BT-0601");
                took.add(System.nanoTime() - asked);
            }
        }
        // Nothing waits for the database; a busy machine may hold up a few.
        Collections.sort(took);
        assertThat(Duration.ofNanos(took.get(took.size() / 2))).isLessThan(SECOND);
        assertThat(two.bean(Publication.class).status().fresh()).isFalse();
        assertThat(two.visitor().get("/statut").body())
                .contains("Une partie du service ne fonctionne pas.")
                .containsPattern("Vérification des numéros</th>\\s*<td[^>]*><span class=\"tag error\">");
        assertThat(doors(one).map(door -> verdict(door, number))).containsOnly("OPPOSED");
        assertThat(one.visitor().get("/statut").body())
                .contains("Tout fonctionne.", "Vérification des numéros", "Traitement des fichiers")
                .doesNotContain("tag error");
        cable.mend();
        await(number, "OPPOSED");
    }

    /** Asks every door until all say so. How long that takes is a figure of the bench. */
    private static void await(String number, String verdict) {
        long from = System.nanoTime();
        List<String> said = List.of();
        do {
            said = doors().map(door -> verdict(door, number)).toList();
        } while (!said.stream().allMatch(verdict::equals) && System.nanoTime() - from < LONG.toNanos());
        assertThat(said).as("after %s", LONG).containsOnly(verdict);
    }

    private static Stream<URI> doors() {
        return Stream.concat(doors(one), doors(two));
    }

    private static Stream<URI> doors(ServerFixture server) {
        return Stream.of(
                server.address(),
                URI.create(
                        "http://localhost:" + server.bean(LookupListener.class).port()));
    }

    /** The verdict on a number, or the status and the code of the refusal. */
    private static String verdict(URI door, String number) {
        HttpRequest request = HttpRequest.newBuilder(door.resolve("/api/v1/checks"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + KEY)
                .timeout(LONG)
                .POST(BodyPublishers.ofString("{\"numbers\":[\"" + number + "\"]}"))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            String wanted = answer.statusCode() == 200 ? "verdict" : "code";
            String value = answer.body().replaceAll("(?s).*\"" + wanted + "\":\"([^\"]*)\".*", "$1");
            return answer.statusCode() == 200 ? value : answer.statusCode() + " " + value;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static UUID sealed(String number) {
        return one.bean(Database.class).listNumbers().seal(Long.parseLong("33" + number.substring(1)));
    }

    private static void oppose(String number) {
        one.bean(Database.class)
                .accounts()
                .sql("select list.oppose(?, now())")
                .param(sealed(number))
                .query(Long.class)
                .single();
    }

    private static String token(String email) {
        return JdbcClient.create(one.database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }
}
