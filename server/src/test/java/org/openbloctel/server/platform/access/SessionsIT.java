package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stolen session ends: with the password, with the second factor, with the day. */
final class SessionsIT {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String OTHER = "Quatre chevaux bais dans un champ";
    private static final String PAGE = "/operateur/journal";

    private static ServerFixture server;

    private UUID id = new UUID(0, 0);

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void hire() {
        id = server.bean(Credentials.class)
                .create(Credential.Realm.STAFF, UUID.randomUUID() + "@example.org", PASSWORD, Locale.FRENCH);
        JdbcClient owner = JdbcClient.create(server.database().owner());
        owner.sql("insert into accounts.staff (id, name, since) values (?, 'Dominique Exemple', now())")
                .param(id)
                .update();
        secondFactor();
    }

    private void secondFactor() {
        JdbcClient.create(server.database().owner())
                .sql("update accounts.credential set totp_secret = '\\x00' where id = ?")
                .param(id)
                .update();
    }

    @Test
    void newPasswordEndsTheSessionsOpenedBefore() {
        Visitor thief = server.visitor(new SignedIn.Staff(id, true));
        assertThat(thief.get(PAGE).statusCode()).isEqualTo(200);
        server.clock().move(Duration.ofMinutes(1));
        server.bean(Credentials.class).change(id, PASSWORD, OTHER, "192.0.2.1", KnownDevices.UNKNOWN);
        assertThat(thief.get(PAGE).statusCode()).isEqualTo(302);
        assertThat(thief.get(PAGE).statusCode()).isEqualTo(302);
        assertThat(server.visitor(new SignedIn.Staff(id, true)).get(PAGE).statusCode())
                .as("opened afterwards")
                .isEqualTo(200);
    }

    @Test
    void refusedPasswordIsNotShownAgain() {
        Visitor visitor = server.visitor();
        visitor.get("/operateur/connexion");
        HttpResponse<String> door =
                visitor.post("/operateur/connexion", Map.of("email", "camille@example.org", "password", OTHER));
        assertThat(door.statusCode()).isEqualTo(422);
        assertThat(door.body()).contains("value=\"camille@example.org\"").doesNotContain("chevaux");
        Visitor inside = server.visitor(new SignedIn.Staff(id, true));
        inside.get("/operateur/securite");
        for (String old : List.of(OTHER, PASSWORD)) {
            HttpResponse<String> change =
                    inside.post("/operateur/securite/mot-de-passe", Map.of("old", old, "password", "Trois"));
            assertThat(change.statusCode()).isEqualTo(422);
            assertThat(change.body()).contains("name=\"old\"").doesNotContain("chevaux", "value=\"Trois\"");
        }
    }

    /** Withdrawn for a person who lost it, and set up again: a session from before was not opened with the new factor. */
    @Test
    void newSecondFactorEndsTheSessionsOpenedBefore() {
        Visitor thief = server.visitor(new SignedIn.Staff(id, true));
        server.clock().move(Duration.ofMinutes(1));
        server.bean(SecondFactor.class).takeOff(id, "staff:" + UUID.randomUUID());
        secondFactor();
        assertThat(thief.get(PAGE).statusCode()).isEqualTo(302);
    }

    @Test
    void noSessionOutlivesAWorkingDay() {
        Visitor visitor = server.visitor(new SignedIn.Staff(id, true));
        server.clock().move(Duration.ofHours(11));
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(200);
        server.clock().move(Duration.ofHours(2));
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(302);
    }
}
