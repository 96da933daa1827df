package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The links in mails to consumers: each does one thing, for its own address, once, in its time, and by its button. */
final class ConsumerLinksIT {
    private static final String OPEN = "/espace/ouvrir";
    private static final String ADDRESS = "/espace/adresse/confirmer";
    private static final String CHECK = "/verifier-mon-inscription/resultat";
    private static final String CONFIRM = "/confirmer";

    @Test
    void linkOpensTheSpaceByItsButtonOnce() {
        Registrant consumer = Registrant.make();
        String token = signInLink(consumer.email());
        for (int i = 0; i < 3; i++) {
            Visitor scanner = SharedServer.visitor();
            assertThat(scanner.get(OPEN + "?jeton=" + token).statusCode()).isEqualTo(200);
            assertThat(way(scanner.get("/espace"))).isEqualTo("/espace/connexion");
        }
        assertThat(way(follow(OPEN, token))).isEqualTo("/espace");
        SharedServer.get().clock().move(Duration.ofSeconds(31));
        HttpResponse<String> late = follow(OPEN, token);
        assertThat(late.statusCode()).isEqualTo(410);
        assertThat(late.body()).contains("Ce lien n’est plus valable", "/espace/connexion");
    }

    @Test
    void linkIsOverAfterAnHour() {
        Registrant consumer = Registrant.make();
        String signIn = signInLink(consumer.email());
        String address = addressLink(consumer, Person.newEmail());
        SharedServer.get().clock().move(Duration.ofHours(1));
        assertThat(follow(OPEN, signIn).statusCode()).isEqualTo(410);
        assertThat(follow(ADDRESS, address).statusCode()).isEqualTo(410);
        assertThat(SharedServer.visitor().get(OPEN + "?jeton=" + signIn).statusCode())
                .isEqualTo(410);
    }

    /** What confirms a number, changes an address or shows a state opens no space, and the other way round. */
    @Test
    void linkDoesNothingButItsOwn() {
        Registrant consumer = Registrant.make();
        String asked = Person.newEmail();
        SharedServer.get().bean(Consumers.class).ask(Registrant.newNumber(), asked, Locale.FRENCH);
        String check = checkLink("482 109 375 514", consumer.email());
        Map<String, String> tokens = Map.of(
                OPEN, signInLink(consumer.email()),
                ADDRESS, addressLink(consumer, Person.newEmail()),
                CHECK, check,
                CONFIRM, Registrant.token(asked, "confirm"));
        for (String path : tokens.keySet()) {
            tokens.forEach((own, token) -> {
                if (!own.equals(path)) {
                    assertThat(SharedServer.visitor()
                                    .get(path + "?jeton=" + token)
                                    .statusCode())
                            .as(own + " at " + path)
                            .isEqualTo(410);
                    assertThat(follow(path, token).statusCode())
                            .as(own + " at " + path)
                            .isEqualTo(410);
                }
            });
        }
        assertThat(way(follow(OPEN, tokens.getOrDefault(OPEN, ""))))
                .as("used by none of it")
                .isEqualTo("/espace");
        assertThat(way(follow(CONFIRM, tokens.getOrDefault(CONFIRM, "")))).startsWith("/espace/numeros/");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN, ADDRESS, CHECK, CONFIRM})
    void whatIsNoLinkIsOver(String path) {
        for (String token : List.of("", "x", "x".repeat(10_000), "a\0b", "<b>boom</b>", "\u202e", "' or ''='")) {
            HttpResponse<String> answer = follow(path, token);
            assertThat(answer.statusCode()).as(token).isEqualTo(410);
            assertThat(answer.body()).doesNotContain("<b>boom");
        }
        assertThat(SharedServer.visitor().get(path).statusCode()).isEqualTo(410);
    }

    /** Same page, same mail: a link goes out to an address without a space too, and then says so to its holder. */
    @Test
    void linkToAnAddressWithoutASpaceOpensNothing() {
        String unknown = Person.newEmail();
        HttpResponse<String> answer = follow(OPEN, signInLink(unknown));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("BT-0216", "Aucun numéro n’est inscrit avec votre adresse");
        Registrant consumer = Registrant.make();
        signInLink(consumer.email());
        assertThat(Registrant.mails(unknown, "sign-in")).isEqualTo(Registrant.mails(consumer.email(), "sign-in"));
    }

    @Test
    void mailsToOneAddressEndAndThePageStaysTheSame() {
        String email = Person.newEmail();
        for (int i = 0; i < 12; i++) {
            Visitor visitor = SharedServer.visitor();
            visitor.get("/espace/connexion");
            assertThat(way(visitor.post("/espace/connexion", Map.of("email", email))))
                    .isEqualTo("/espace/connexion/envoye");
        }
        assertThat(Registrant.mails(email, "sign-in")).isEqualTo(10);
    }

    @Test
    void oneHouseholdAsksThirtyTimesAnHour() {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/espace/connexion");
        for (int i = 1; i <= 32; i++) {
            HttpResponse<String> asked = visitor.post("/espace/connexion", Map.of("email", Person.newEmail()));
            assertThat(asked.statusCode()).as("mail " + i).isEqualTo(i <= 30 ? 302 : 429);
            assertThat(asked.headers().firstValue("Retry-After").isPresent()).isEqualTo(i > 30);
        }
    }

    /** The registration belongs to another address: its holder learns that it is not theirs, and nothing of it. */
    @Test
    void stateOfARegistrationIsShownToItsAddressAlone() {
        Registrant consumer = Registrant.make();
        String number = Registrant.rows()
                .sql("select registration_number from accounts.registration where id = ?")
                .param(consumer.registration())
                .query(String.class)
                .single();
        HttpResponse<String> own = follow(CHECK, checkLink(number, consumer.email()));
        assertThat(own.body()).contains("06\u00a039\u00a0••").doesNotContain(consumer.spelled());
        HttpResponse<String> others = follow(CHECK, checkLink(number, Person.newEmail()));
        HttpResponse<String> none = follow(CHECK, checkLink("482 109 375 514", Person.newEmail()));
        assertThat(plain(others)).isEqualTo(plain(none)).doesNotContain("06\u00a039");
        Visitor signedOut = SharedServer.visitor();
        assertThat(way(signedOut.get("/espace"))).as("a check opens no space").isEqualTo("/espace/connexion");
    }

    @Test
    void addressIsChangedByTheNewMailboxAlone() {
        Registrant consumer = Registrant.make();
        String after = Person.newEmail();
        String before = signInLink(consumer.email());
        String token = addressLink(consumer, after);
        assertThat(consumer.visitor().get("/espace/adresse").body())
                .contains(consumer.email())
                .doesNotContain(after);
        Visitor elsewhere = SharedServer.visitor();
        assertThat(elsewhere.get(ADDRESS + "?jeton=" + token).statusCode()).isEqualTo(200);
        assertThat(consumer.visitor().get("/espace/adresse").body())
                .as("a page that asks does nothing")
                .doesNotContain(after);
        assertThat(way(elsewhere.post(ADDRESS, Map.of("jeton", token)))).isEqualTo("/espace/adresse");
        assertThat(elsewhere.get("/espace/adresse").body()).contains(after);
        assertThat(Registrant.mails(consumer.email(), "address-changed")).isEqualTo(1);
        assertThat(follow(OPEN, before).statusCode())
                .as("a link to the old address")
                .isEqualTo(422);
        assertThat(way(follow(OPEN, signInLink(after)))).isEqualTo("/espace");
    }

    @Test
    void addressOfAnotherSpaceIsRefusedToItsHolder() {
        Registrant one = Registrant.make();
        Registrant other = Registrant.make();
        String token = addressLink(one, other.email());
        HttpResponse<String> taken = follow(ADDRESS, token);
        assertThat(taken.statusCode()).isIn(409, 422);
        assertThat(taken.body()).contains("BT-0220").doesNotContain(one.email());
        assertThat(one.visitor().get("/espace/adresse").body()).contains(one.email());
        assertThat(way(follow(OPEN, signInLink(other.email())))).isEqualTo("/espace");
    }

    @Test
    void addressThatIsNoneIsRefusedAtItsField() {
        Registrant consumer = Registrant.make();
        for (String email :
                List.of("", "camille", "a@b", "<b>boom</b>@example.org", "x".repeat(10_000), "a\0@b.c", "a b@c.d")) {
            for (String path : List.of("/espace/adresse", "/espace/connexion")) {
                consumer.visitor().get(path);
                HttpResponse<String> refused = consumer.visitor().post(path, Map.of("email", email));
                RefusedForm.assertThatItNames(refused, "email");
                assertThat(RefusedForm.text(refused, "email")).contains("nom@exemple.fr");
                assertThat(refused.body()).doesNotContain("<b>boom");
            }
        }
    }

    private static String signInLink(String email) {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/espace/connexion");
        assertThat(way(visitor.post("/espace/connexion", Map.of("email", email))))
                .isEqualTo("/espace/connexion/envoye");
        assertThat(visitor.get("/espace/connexion/envoye").body()).contains(email);
        return Registrant.token(email, "sign-in");
    }

    private static String checkLink(String number, String email) {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/verifier-mon-inscription");
        assertThat(way(visitor.post("/verifier-mon-inscription", Map.of("registrationNumber", number, "email", email))))
                .isEqualTo("/verifier-mon-inscription/envoye");
        return Registrant.token(email, "check");
    }

    private static String addressLink(Registrant consumer, String email) {
        consumer.visitor().get("/espace/adresse");
        assertThat(way(consumer.visitor().post("/espace/adresse", Map.of("email", email))))
                .isEqualTo("/espace/adresse/envoye");
        return Registrant.token(email, "new-address");
    }

    /** Presses the button of a link in a new browser. */
    private static HttpResponse<String> follow(String path, String token) {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/inscription");
        return visitor.post(path, Map.of("jeton", token));
    }

    private static String plain(HttpResponse<String> answer) {
        return answer.statusCode() + answer.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
