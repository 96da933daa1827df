package org.openbloctel.server.calls.consent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A link shows and withdraws the one consent that it stands for, without an account; opening it withdraws nothing. */
final class ConsentLinkPagesIT {
    private static ServerFixture server;
    private static ConsentPeople people;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.base-url=http://localhost", "openbloctel.law.consent.claim-suffices=false");
        people = new ConsentPeople(server);
        caller = new Caller(server, "000000018", "Exemple");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void linkWithdrawsItsConsentAloneByItsButton() {
        UUID consent = claim("r-1");
        UUID other = claim("r-2");
        String link = link(consent);
        Visitor visitor = server.visitor();
        HttpResponse<String> page = visitor.get(link);
        assertThat(page.body()).contains("des portes", "SIREN 000000018", "Retirer ce consentement");
        assertThat(page.body()).doesNotContain("39 98 03 01", "39980301", "r-2");
        assertThat(withdrawn(consent)).as("a scanner opens links").isFalse();
        String token = link.substring(link.indexOf('=') + 1);
        String document = ConsentLinks.PATH + "/preuve.pdf";
        String pdf =
                new String(visitor.postForFile(document, Map.of("jeton", token)).body(), ISO_8859_1);
        assertThat(pdf).startsWith("%PDF");
        assertThat(new String(visitor.file(document + "?jeton=" + token).body(), ISO_8859_1))
                .as("from a page of the release before")
                .startsWith("%PDF");

        HttpResponse<String> answer = visitor.post(ConsentLinks.PATH, Map.of("jeton", token));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(visitor.get(link).body()).contains("est retiré", "Ce consentement ne vaut plus");
        assertThat(withdrawn(consent)).isTrue();
        assertThat(withdrawn(other)).isFalse();
        int mails = mails();
        visitor.post(ConsentLinks.PATH, Map.of("jeton", token));
        assertThat(mails()).as("the second of two clicks tells nobody").isEqualTo(mails);
        assertThat(mails).isPositive();
    }

    @Test
    void nobodyMakesALinkOfAnId() {
        UUID consent = claim("r-3", "0639980302");
        String link = link(consent);
        Visitor visitor = server.visitor();
        char last = link.charAt(link.length() - 4);
        String forged =
                link.substring(0, link.length() - 4) + (last == 'A' ? 'B' : 'A') + link.substring(link.length() - 3);
        for (String wrong : List.of(forged, link(UUID.randomUUID()))) {
            HttpResponse<String> answer = visitor.get(wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
            assertThat(answer.body())
                    .contains("BT-0652", "Copiez le lien en entier")
                    .doesNotContain("des portes");
        }
        visitor.get("/");
        visitor.post(ConsentLinks.PATH, Map.of("jeton", forged.substring(forged.indexOf('=') + 1)));
        assertThat(withdrawn(consent)).isFalse();
    }

    @Test
    void companyIsToldThatAClaimWaitsForThePersonWhereOneIsNotEnough() {
        Visitor member = server.visitor(caller.owner(true));
        assertThat(member.get("/pro/consentements/nouveau").body())
                .contains("il ne permet aucun appel tant que la personne ne l’a pas confirmé")
                .doesNotContain("Les réponses du service en tiennent compte aussitôt");
        UUID consent = claim("r-4", "0639980304");
        String page = "/pro/consentements/" + consent;
        assertThat(member.get(page).body())
                .contains(
                        "Il ne permet encore aucun appel",
                        server.bean(ConsentLinks.class).of(consent));
        owner().sql("update accounts.consent set confirmed_at = recorded_at where id = ?")
                .param(consent)
                .update();
        assertThat(member.get(page).body()).doesNotContain("Il ne permet encore aucun appel");
        owner().sql("update accounts.consent set withdrawn_at = recorded_at where id = ?")
                .param(consent)
                .update();
        assertThat(member.get(page).body())
                .as("what is over is passed on to nobody")
                .doesNotContain("Lien à transmettre");
    }

    private static String link(UUID consent) {
        return server.bean(ConsentLinks.class).of(consent).replaceFirst("^https?://[^/]+", "");
    }

    private static UUID claim(String reference) {
        return claim(reference, "0639980301");
    }

    private static UUID claim(String reference, String number) {
        return people.record(caller.company(), ConsentPeople.claim(reference, number, "des portes", "other"));
    }

    private static boolean withdrawn(UUID consent) {
        return owner().sql("select withdrawn_at is not null from accounts.consent where id = ?")
                .param(consent)
                .query(Boolean.class)
                .single();
    }

    private static int mails() {
        return owner().sql("select count(*) from accounts.outbox where template = 'consent/withdrawn'")
                .query(Integer.class)
                .single();
    }

    private static JdbcClient owner() {
        return people.owner();
    }
}
