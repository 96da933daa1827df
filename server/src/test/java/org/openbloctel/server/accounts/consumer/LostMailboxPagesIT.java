package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A lost mailbox over HTTP: no page opens anything by a GET, and none says whether a number is registered. */
final class LostMailboxPagesIT {
    private static final String FORM = "/espace/adresse-perdue";

    private static String token(String email) {
        return JdbcClient.create(SharedServer.get().database().owner())
                .sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ? order by created_at desc limit 1")
                .param(email)
                .query(String.class)
                .single();
    }

    @Test
    void linkLeadsToTheCodeAndAWrongOneIsRefused() {
        String email = Person.newEmail();
        Visitor visitor = SharedServer.visitor();
        assertThat(visitor.get("/espace/connexion").body()).contains(FORM);
        visitor.get(FORM);
        assertThat(way(visitor.post(FORM, Map.of("number", "06 39 98 66 01", "email", email))))
                .isEqualTo(FORM + "/envoye");
        assertThat(visitor.get(FORM + "/envoye").body()).contains(email);
        String token = token(email);
        String page = FORM + "/code?jeton=" + token;
        assertThat(visitor.get(page).body()).contains("••").doesNotContain("06 39 98 66 01", "98\u00a066\u00a001");
        assertThat(way(visitor.post(FORM + "/code/envoi", Map.of("jeton", token, "canal", "SMS"))))
                .isEqualTo(page);
        RefusedForm.assertThatItNames(visitor.post(FORM + "/code", Map.of("jeton", token, "code", "abc")), "code");
        assertThat(way(visitor.get(FORM + "/code/envoi?jeton=" + token))).isEqualTo(page);
    }

    @Test
    void formAndLinksThatAreWrongAreRefused() {
        Visitor visitor = SharedServer.visitor();
        visitor.get(FORM);
        RefusedForm.assertThatItNames(visitor.post(FORM, Map.of("number", "12", "email", Person.newEmail())), "number");
        RefusedForm.assertThatItNames(
                visitor.post(FORM, Map.of("number", "06 39 98 66 02", "email", "nulle part")), "email");
        assertThat(visitor.get(FORM + "/code?jeton=AAAA").statusCode()).isEqualTo(410);
        assertThat(visitor.get(FORM + "/arret?jeton=AAAA").statusCode()).isEqualTo(410);
        assertThat(visitor.post(FORM + "/arret", Map.of("jeton", "AAAA")).statusCode())
                .isEqualTo(410);
        assertThat(visitor.get(FORM + "/fin").statusCode()).isEqualTo(200);
    }
}
