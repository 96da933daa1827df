package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two INSERTs make an operator under a running server: it is found, kept out, and let in only once two people confirm it. */
final class PowerPagesIT {
    private static final String PAGE = "/operateur/journal";

    private ServerFixture server;
    private JdbcClient owner;
    private SignedIn.Staff intruder;

    @BeforeEach
    void start() {
        server = ServerFixture.watchingPowers("openbloctel.operator.two-people=true");
        owner = JdbcClient.create(server.database().owner());
        SignedIn.Staff real = server.staff();
        intruder = new SignedIn.Staff(UUID.randomUUID(), true);
        owner.sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at, totp_secret)"
                        + " select ?, realm, 'intrus@example.org', locale, password_hash, created_at, totp_secret"
                        + " from accounts.credential where id = ?")
                .params(intruder.id(), real.id())
                .update();
        owner.sql("insert into accounts.staff (id, name, since) values (?, 'Intrus', now())")
                .param(intruder.id())
                .update();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void insertedOperatorIsFoundKeptOutAndConfirmedByTwoPeople() {
        Visitor inside = server.visitor(intruder);
        assertThat(inside.get(PAGE).statusCode()).as("for ten minutes").isEqualTo(200);
        assertThat(doctor()).contains("DR-215", "staff:" + intruder.id(), "credential:" + intruder.id());

        server.clock().move(Duration.ofMinutes(10));
        server.bean(PowerWatch.class).tick();
        assertThat(inside.get(PAGE).statusCode()).isNotEqualTo(200);
        server.bean(SecurityLog.class).flush();
        assertThat(owner.sql(
                                "select distinct subject from accounts.security_event where kind = 'POWER_DOUBTED' order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("credential:" + intruder.id(), "staff:" + intruder.id());
        assertThat(owner.sql("select distinct recipient from accounts.outbox where template = 'alarm/power-doubted'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .doesNotContain("intrus@example.org");

        for (String subject : List.of("staff:" + intruder.id(), "credential:" + intruder.id())) {
            Visitor first = server.visitor(server.staff());
            assertThat(first.get(PAGE).body()).contains("Pouvoirs en doute", "Demander de confirmer");
            confirm(first, subject);
            assertThat(confirm(first, subject)).as("alone").contains("BT-0120");
            Visitor second = server.visitor(server.staff());
            assertThat(second.get(PAGE).body()).contains("Confirmer le pouvoir");
            assertThat(confirm(second, subject)).doesNotContain("BT-0");
        }
        assertThat(doubted()).isEmpty();
        assertThat(server.visitor(intruder).get(PAGE).statusCode()).isEqualTo(200);
        assertThat(doctor()).doesNotContain("DR-215");
    }

    @Test
    @Tag("check-long")
    void rowThatChangesBetweenTheTwoPeopleIsConfirmedByNeither() {
        server.bean(PowerWatch.class).look();
        String subject = "staff:" + intruder.id();
        Visitor first = server.visitor(server.staff());
        first.get(PAGE);
        confirm(first, subject);
        Visitor second = server.visitor(server.staff());
        String shown = digest(second, subject);
        owner.sql("update accounts.staff set name = 'Une autre' where id = ?")
                .param(intruder.id())
                .update();
        assertThat(second.post(PAGE + "/pouvoir", Map.of("subject", subject, "digest", shown))
                        .body())
                .contains("BT-0122");
        assertThat(doubted()).contains(subject);
    }

    private String confirm(Visitor visitor, String subject) {
        return visitor.post(PAGE + "/pouvoir", Map.of("subject", subject, "digest", digest(visitor, subject)))
                .body();
    }

    private static String digest(Visitor visitor, String subject) {
        return visitor.get(PAGE)
                .body()
                .replaceAll(
                        "(?s).*name=\"subject\" value=\"" + subject
                                + "\"[^>]*>\\s*<input[^>]*name=\"digest\" value=\"([^\"]+)\".*",
                        "$1");
    }

    private List<String> doubted() {
        return server.bean(PowerWatch.class).doubted().stream()
                .map(Power::subject)
                .toList();
    }

    private String doctor() {
        return DoctorCommand.run(
                        List.of(
                                "--json",
                                "--data",
                                server.folder().toString(),
                                "--db",
                                server.database().url()),
                        server.clock())
                .text();
    }
}
