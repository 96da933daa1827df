package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PaperRegistrations;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.server.list.lookup.LookupListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No number, address, token or key is in the log after right and wrong requests of people and programs. */
final class QuietLogIT {
    /** The ranges for fiction, in any spelling. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?:\\+?33|0)[ .]?(?:6[ .]?39[ .]?98|1[ .]?99[ .]?00|2[ .]?61[ .]?91)[ .]?\\d\\d[ .]?\\d\\d");

    private static final String KEY = "obl_live_quietlogquietlogquietlog";
    private static final String EMAIL = "maelle.fiction@example.org";
    private static final ByteArrayOutputStream WRITTEN = new ByteArrayOutputStream();

    private static PrintStream before;
    private static ServerFixture server;

    /** The log goes to standard output, also when that was replaced. */
    @BeforeAll
    static void start() {
        before = System.out;
        System.setOut(new PrintStream(WRITTEN, true, StandardCharsets.UTF_8));
        server = ServerFixture.start(
                "openbloctel.checks.port=0",
                "openbloctel.base-url=http://localhost",
                "logging.level.org.openbloctel=DEBUG",
                "logging.level.org.springframework.jdbc=INFO");
    }

    @AfterAll
    static void stop() {
        server.close();
        System.setOut(before);
    }

    @Test
    void whatPeopleAndProgramsDoLeavesNothingOfTheirsInTheLog() throws Exception {
        consumers();
        programs();
        faults();
        List<String> secrets = professionals();
        String log = WRITTEN.toString(StandardCharsets.UTF_8);
        assertThat(log).as("the log is looked at at all").contains("Started ", " INFO ");
        assertThat(NUMBER.matcher(log)
                        .results()
                        .map(found -> log.substring(Math.max(0, found.start() - 200), found.end())))
                .isEmpty();
        assertThat(log).doesNotContain(EMAIL, KEY, "Maëlle", "jeton=");
        assertThat(secrets).hasSize(17).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(5));
        assertThat(log).doesNotContain(secrets);
    }

    /** Passwords, codes, keys and links of a company's people, given right and wrong. */
    private static List<String> professionals() {
        String email = "noe.fiction@example.org";
        Member noe = server.bean(Companies.class)
                .found(
                        new Company.Form("000000026", "Fiction", "1 rue de la Fiction", "Noé Fiction"),
                        new Member.Details("Noé Fiction", email, "Trois chevaux gris", Locale.FRENCH));
        List<String> secrets =
                new ArrayList<>(List.of(email, "Trois chevaux gris", "Quatre chevaux bais", "wrong-password"));
        Visitor visitor = server.visitor();
        visitor.get("/pro/mot-de-passe-oublie");
        visitor.post("/pro/mot-de-passe-oublie", Map.of("email", email));
        String token = JdbcClient.create(server.database().owner())
                .sql("select parameters[array_position(parameters, 'token') + 1] from accounts.outbox"
                        + " where recipient = ? and template = 'company/password'")
                .param(email)
                .query(String.class)
                .single();
        secrets.add(token);
        visitor.get("/pro/mot-de-passe?jeton=" + token);
        visitor.post("/pro/mot-de-passe", Map.of("jeton", token, "password", "Quatre"));
        visitor.post("/pro/mot-de-passe", Map.of("jeton", token, "password", "Quatre chevaux bais"));
        visitor.get("/pro/connexion");
        visitor.post("/pro/connexion", Map.of("email", email, "password", "wrong-password"));
        visitor.post("/pro/connexion", Map.of("email", email, "password", "Quatre chevaux bais"));
        visitor.get("/pro/second-facteur");
        String letters =
                server.bean(SecondFactor.class).offer(noe.id(), "OpenBloctel").letters();
        secrets.add(letters);
        String code = Totp.code(letters, server.clock().instant());
        visitor.post("/pro/second-facteur/activer", Map.of("code", "wrong-code"));
        String codes = visitor.post("/pro/second-facteur/activer", Map.of("code", code))
                .body();
        Pattern.compile("<li>([a-z0-9-]{29})</li>").matcher(codes).results().forEach(one -> secrets.add(one.group(1)));
        server.clock().move(Duration.ofSeconds(Totp.STEP_SECONDS));
        visitor.get("/pro/second-facteur/a-nouveau");
        visitor.post(
                "/pro/second-facteur/a-nouveau",
                Map.of("code", Totp.code(letters, server.clock().instant())));
        visitor.get("/pro/cles");
        String made = visitor.post("/pro/cles", Map.of("name", "CRM", "kind", "test", "scopes", "checks"))
                .body();
        secrets.add(made.replaceAll("(?s).*>(obt_test_[^<]+)<.*", "$1"));
        visitor.get("/pro/membres");
        visitor.post("/pro/membres", Map.of("email", "colleague", "role", "AUDITOR"));
        visitor.get("/pro/inconnue");
        return secrets;
    }

    private static void consumers() {
        Visitor visitor = server.visitor();
        visitor.get("/");
        visitor.post("/inscription", Map.of("number", "06 39 98 00 01", "email", EMAIL));
        visitor.post("/inscription", Map.of("number", "06 39 98 00 01 / 01 99 00 00 02", "email", EMAIL));
        visitor.post("/inscription", Map.of("number", "0639980001", "email", "0639980001"));
        String token = JdbcClient.create(server.database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ? and template = 'consumer/confirm'")
                .param(EMAIL)
                .query(String.class)
                .single();
        visitor.get("/confirmer?jeton=" + token);
        HttpResponse<String> receipt = visitor.post("/confirmer", Map.of("jeton", token));
        String number = receipt.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        visitor.get(number);
        visitor.get(number + "/recepisse.pdf");
        visitor.get(number + "/code");
        visitor.post(number + "/code", Map.of("code", "0639980001"));
        visitor.post("/espace/numeros", Map.of("number", "02 61 91 00 03"));
        visitor.get("/espace/donnees/export.json");
        visitor.post(number + "/retrait", Map.of());
        server.bean(Consumers.class).ask("+33 6 39 98 00 09", EMAIL, Locale.ENGLISH);
        server.bean(PaperRegistrations.class)
                .enter(
                        "staff:1",
                        new PaperRegistrations.Letter(
                                "C-1", "Maëlle Fiction", "1 rue de la Fiction", "0199000004", Locale.FRENCH));
        assertThat(server.bean(NumberCodes.class)).isNotNull();
    }

    private static void programs() throws Exception {
        new Caller(server.database(), "000000018", "Exemple").key(KEY, "checks");
        List<URI> doors = List.of(
                server.address(),
                URI.create(
                        "http://localhost:" + server.bean(LookupListener.class).port()));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (URI door : doors) {
                for (String body : List.of(
                        "{\"numbers\":[\"0639980001\",\"+33 1 99 00 00 02\"]}",
                        "{\"numbers\":[0639980001]}",
                        "{\"numbers\":\"0639980001\"}",
                        "0639980001",
                        "{\"numbers\":[\"0639980001\"")) {
                    for (String key : List.of(KEY, "obl_live_0639980001")) {
                        HttpRequest request = HttpRequest.newBuilder(door.resolve("/api/v1/checks"))
                                .header("Authorization", "Bearer " + key)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build();
                        assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                                .isLessThan(500);
                    }
                }
            }
        }
    }

    /** Numbers where none belong, and a database that refuses them. */
    private static void faults() {
        Visitor visitor = server.visitor();
        visitor.get("/espace/numeros/0639980001");
        visitor.get("/verifier/0639980001");
        visitor.get("/0639980001");
        visitor.get("/langue?choix=0639980001");
        visitor.get("/operateur/journal?before=0639980001");
        visitor.with("Accept-Language", "0639980001").get("/aide?n=0639980001");
        visitor.with("Referer", "http://localhost/0639980001?jeton=x").get("/langue?choix=fr");
    }
}
