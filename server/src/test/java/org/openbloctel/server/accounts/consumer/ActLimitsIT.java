package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people see who reach a limit of the day, and what the operator sees of them. */
final class ActLimitsIT {
    private static final String NUMBER = "06 39 98 70 01";
    private static ServerFixture world;
    private int people;

    @BeforeAll
    static void start() {
        world = ServerFixture.start(
                "openbloctel.registrations-a-day.account=2",
                "openbloctel.registrations-a-day.number=4",
                "openbloctel.registrations-a-day.network=6",
                "openbloctel.telephone-codes.an-hour=1",
                "openbloctel.http.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** A new person in their space, with no number on the list. */
    private Visitor person(String from) {
        people++;
        UUID id = UUID.randomUUID();
        JdbcClient.create(world.database().owner())
                .sql("insert into accounts.consumer (id, email, locale, created_at) values (?, ?, 'fr', now())")
                .params(id, people + "-" + id + "@example.org")
                .update();
        return world.visitor(new SignedIn.Consumer(id)).with("X-Forwarded-For", from);
    }

    private static String add(Visitor visitor, String number) {
        visitor.get("/espace");
        return way(visitor.post("/espace/numeros", Map.of("number", number)));
    }

    private static HttpResponse<String> withdraw(Visitor visitor, String path) {
        visitor.get(path + "/retrait");
        return visitor.post(path + "/retrait", Map.of());
    }

    @Test
    void numberBeyondTheLimitWaitsForItsCodeWithTheReason() {
        for (int i = 0; i < 4; i++) {
            add(person("192.0." + i + ".1"), NUMBER);
        }
        Visitor late = person("198.51.100.1");
        String way = add(late, NUMBER);
        assertThat(way).startsWith("/espace/numeros/").endsWith("/code");
        assertThat(late.get(way).body())
                .contains("Cette limite est atteinte")
                .contains("ou nous écrire par courrier")
                .contains("Recevoir le code");
        assertThat(late.get(way).body()).doesNotContain("Cette limite est atteinte");
    }

    @Test
    void linkOfAMailBeyondTheLimitLeadsToTheCodeToo() {
        String number = "06 39 98 70 03";
        for (int i = 0; i < 4; i++) {
            add(person("192.0." + i + ".1"), number);
        }
        world.bean(Consumers.class).ask(number, "late@example.org", Locale.FRENCH);
        String token = JdbcClient.create(world.database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = 'late@example.org'")
                .query(String.class)
                .single();
        Visitor visitor = world.visitor().with("X-Forwarded-For", "198.51.100.9");
        visitor.get("/confirmer?jeton=" + token);
        String way = way(visitor.post("/confirmer", Map.of("jeton", token)));
        assertThat(visitor.get(way).body()).contains("Cette limite est atteinte");
    }

    @Test
    void accountBeyondItsLimitIsRefusedInTheForm() {
        Visitor visitor = person("203.0.113.1");
        String path = add(visitor, "06 39 98 70 11");
        assertThat(withdraw(visitor, path).statusCode()).isEqualTo(302);
        HttpResponse<String> refused = visitor.post("/espace/numeros", Map.of("number", "06 39 98 70 12"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Recommencez demain, ou écrivez-nous par courrier.");
    }

    @Test
    void withdrawalBeyondTheLimitLeadsToTheCode() {
        String number = "06 39 98 70 21";
        Visitor visitor = person("203.0.114.1");
        String path = add(visitor, number);
        for (int i = 1; i < 4; i++) {
            add(person("192.0." + (10 + i) + ".1"), number);
        }
        String way = way(withdraw(visitor, path));
        assertThat(way).isEqualTo(path + "/code");
        assertThat(visitor.get(way).body()).contains("Cette limite est atteinte");
    }

    @Test
    void codeBeyondTheLimitOfTheServiceIsRefusedWithTheOtherWayAndTheOperatorLearnsOfItOnce() {
        SignedIn.Staff staff = world.staff();
        String ask = "/retirer-mon-consentement";
        Visitor visitor = world.visitor().with("X-Forwarded-For", "198.51.100.31");
        visitor.get(ask);
        assertThat(way(visitor.post(ask, Map.of("number", "06 39 98 70 41", "canal", "SMS"))))
                .isEqualTo(ask + "/code");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> refused = visitor.post(ask, Map.of("number", "06 39 98 70 42", "canal", "SMS"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("Réessayez dans une heure", "une lettre ne demande pas de code");
        }
        assertThat(world.visitor(staff).get("/operateur/garde").body())
                .contains("Limite atteinte", "plus de codes avant l’heure suivante");
        assertThat(JdbcClient.create(world.database().owner())
                        .sql("select count(*) from accounts.outbox where template = 'alarm/codes-spent'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(JdbcClient.create(world.database().owner())
                        .sql("select count(*) from accounts.staff")
                        .query(Integer.class)
                        .single());
    }

    @Test
    void operatorSeesWhoRegistersAndWithdrawsTheSameNumbers() {
        for (int i = 0; i < 3; i++) {
            Visitor prober = person("203.0.115." + i);
            withdraw(prober, add(prober, "06 39 98 70 3" + i));
        }
        String page = world.visitor(world.staff()).get("/operateur/garde").body();
        assertThat(page).contains("Numéros inscrits puis retirés, et limites atteintes", "Réseau", "Compte");
        assertThat(page.replaceAll("\\s+", " "))
                .containsPattern("Réseau</span> <span class=\"number\">[0-9a-f]{8}</span>");
        assertThat(page).doesNotContain("203.0.115", "@example.org");
    }
}
