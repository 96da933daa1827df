package org.openbloctel.server.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.PASSWORD;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** A password is replaced by a link that serves once, or changed by giving the old one; either way all other sessions end. */
final class PasswordPagesIT {
    private static final String NEW = "Quatre chevaux bais au champ";

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur"})
    void linkServesOnceAndKeepsTheSecondFactor(String root) {
        Person person = root.equals("/pro") ? Person.owner() : Person.staff();
        Visitor thief = person.signedIn();
        Visitor halfway = person.atTheSecondFactor();
        Visitor visitor = SharedServer.visitor();
        String token = ask(visitor, person);
        SharedServer.get().clock().move(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            assertThat(SharedServer.visitor()
                            .get(root + "/mot-de-passe?jeton=" + token)
                            .statusCode())
                    .as("a scanner of mails that opens the link")
                    .isEqualTo(200);
        }
        visitor.get(root + "/mot-de-passe?jeton=" + token);
        Map<String, String> form = Map.of("jeton", token, "password", NEW);
        assertThat(way(visitor.post(root + "/mot-de-passe", form))).isEqualTo(root + "/connexion");
        HttpResponse<String> again = visitor.post(root + "/mot-de-passe", form);
        assertThat(again.statusCode()).as("sent twice").isEqualTo(410);
        assertThat(again.body()).contains("Ce lien ne sert plus", "href=\"" + root + "/mot-de-passe-oublie\"");

        assertThat(way(thief.get(root))).isEqualTo(root);
        assertThat(way(thief.get(root))).isEqualTo(root + "/connexion");
        assertThat(way(halfway.get(root + "/second-facteur"))).isEqualTo(root);
        visitor.get(root + "/connexion");
        assertThat(visitor.post(root + "/connexion", Map.of("email", person.email(), "password", PASSWORD))
                        .statusCode())
                .as("the old password")
                .isEqualTo(422);
        visitor.post(root + "/connexion", Map.of("email", person.email(), "password", NEW));
        assertThat(visitor.get(root + "/second-facteur").body())
                .as("asked for, not set up anew")
                .doesNotContain("class=\"secret\"")
                .contains("name=\"code\"");
        assertThat(way(visitor.post(root + "/second-facteur", Map.of("code", person.code()))))
                .isEqualTo(root);
        assertThat(person.audited()).containsOnlyOnce("credential.password-reset");
        assertThat(Person.mails(person.email())).containsOnlyOnce("company/password-changed");
    }

    @Test
    void linkIsOverAfterAnHourAndWithANewerOne() {
        Person person = Person.owner();
        Visitor visitor = SharedServer.visitor();
        String first = ask(visitor, person);
        SharedServer.get().clock().move(Duration.ofMinutes(1));
        String second = ask(visitor, person);
        assertThat(set("/pro", first, NEW).statusCode()).as("the older link").isEqualTo(410);
        SharedServer.get().clock().move(Duration.ofMinutes(59));
        assertThat(visitor.get("/pro/mot-de-passe?jeton=" + second).statusCode())
                .isEqualTo(200);
        SharedServer.get().clock().move(Duration.ofMinutes(1));
        assertThat(visitor.get("/pro/mot-de-passe?jeton=" + second).statusCode())
                .isEqualTo(410);
        assertThat(visitor.post("/pro/mot-de-passe", Map.of("jeton", second, "password", NEW))
                        .statusCode())
                .isEqualTo(410);
        assertThat(person.audited()).doesNotContain("credential.password-reset");
    }

    /** The page, the status, the way on: nothing tells. The mail does, to the mailbox alone, and opens nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur"})
    void nothingTellsWhetherAnAddressHasAnAccount(String root) {
        Person person = root.equals("/pro") ? Person.owner() : Person.staff();
        String unknown = Person.newEmail();
        List<String> answers = List.of(person.email(), unknown).stream()
                .map(email -> {
                    Visitor visitor = SharedServer.visitor();
                    visitor.get(root + "/mot-de-passe-oublie");
                    HttpResponse<String> sent =
                            visitor.post(root + "/mot-de-passe-oublie", Map.of("email", " " + email));
                    return sent.statusCode()
                            + way(sent)
                            + visitor.get(way(sent))
                                    .body()
                                    .replace(email, "ADDRESS")
                                    .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
                })
                .toList();
        assertThat(answers.getFirst()).isEqualTo(answers.getLast()).contains("ADDRESS");
        assertThat(Person.mails(unknown)).containsExactly("company/no-account");
        assertThat(Person.mails(person.email())).contains("company/password").doesNotContain("company/no-account");
    }

    /** A member's address at the operator's door is no account there. */
    @Test
    void accountOfTheOtherDoorGetsNoLink() {
        Person person = Person.owner();
        Visitor visitor = SharedServer.visitor();
        visitor.get("/operateur/mot-de-passe-oublie");
        visitor.post("/operateur/mot-de-passe-oublie", Map.of("email", person.email()));
        assertThat(Person.mails(person.email()))
                .containsExactlyInAnyOrder("company/letter", "company/verified", "company/no-account");
    }

    @Test
    void mailsToOneAddressAreFewHoweverManyAskForThem() {
        for (String email : List.of(Person.owner().email(), Person.newEmail())) {
            int before = Person.mails(email).size();
            for (int i = 0; i < 8; i++) {
                Visitor visitor = SharedServer.visitor();
                visitor.get("/pro/mot-de-passe-oublie");
                HttpResponse<String> sent = visitor.post("/pro/mot-de-passe-oublie", Map.of("email", email));
                assertThat(sent.statusCode()).as("mail " + i).isEqualTo(i < 5 ? 302 : 429);
            }
            assertThat(Person.mails(email)).hasSize(before + 5);
        }
    }

    @Test
    void weakPasswordIsRefusedAtItsFieldAndTheLinkStays() {
        Person person = Person.owner();
        String token = ask(SharedServer.visitor(), person);
        Map<String, String> weak = Map.of(
                "court",
                "12 à 200 caractères",
                "x".repeat(201),
                "12 à 200 caractères",
                "x".repeat(10_000),
                "12 à 200 caractères",
                "aaaaaaaaaaaa",
                "trois sortes",
                "Motdepasse123!",
                "premiers qu’on essaie",
                "",
                "12 à 200 caractères");
        weak.forEach((password, why) -> {
            HttpResponse<String> answer = set("/pro", token, password);
            RefusedForm.assertThatItNames(answer, "password");
            assertThat(RefusedForm.text(answer, "password")).contains(why);
            assertThat(RefusedForm.input(answer, "password")).contains("type=\"password\"", "value=\"\"");
            assertThat(answer.body()).contains("name=\"jeton\" value=\"" + token + "\"");
        });
        String own = person.email().substring(0, person.email().indexOf('@')) + "A1!";
        assertThat(RefusedForm.text(set("/pro", token, own), "password"))
                .contains("ne doit pas contenir votre adresse");
        assertThat(way(set("/pro", token, NEW))).isEqualTo("/pro/connexion");
    }

    @Test
    void whatIsNoLinkIsOver() {
        for (String token : List.of("", "x", "x".repeat(10_000), "a\0b", "<b>", "\u202e", "../../etc", "%00")) {
            assertThat(set("/pro", token, NEW).statusCode()).as(token).isEqualTo(410);
        }
        assertThat(SharedServer.visitor().get("/pro/mot-de-passe").statusCode()).isEqualTo(410);
        HttpResponse<String> page = SharedServer.visitor().get("/operateur/mot-de-passe?jeton=%3Cb%3Eboom");
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).doesNotContain("<b>boom").contains("href=\"/operateur/mot-de-passe-oublie\"");
    }

    /** A link names its account: it changes no other, at either door. */
    @Test
    void linkOfAnOperatorsPersonLeadsToTheirDoor() {
        Person staff = Person.staff();
        Person member = Person.owner();
        String token = ask(SharedServer.visitor(), staff);
        assertThat(way(set("/pro", token, NEW))).isEqualTo("/operateur/connexion");
        assertThat(member.audited()).doesNotContain("credential.password-reset");
        assertThat(staff.audited()).contains("credential.password-reset");
        member.atTheSecondFactor();
    }

    @Test
    void addressThatIsNoneIsRefusedAtItsField() {
        for (String email :
                List.of("", "camille", "a@b", "a b@example.org", "<b>@example.org", "x".repeat(10_000), "a\0@b.c")) {
            Visitor visitor = SharedServer.visitor();
            visitor.get("/pro/mot-de-passe-oublie");
            HttpResponse<String> answer = visitor.post("/pro/mot-de-passe-oublie", Map.of("email", email));
            RefusedForm.assertThatItNames(answer, "email");
            assertThat(RefusedForm.text(answer, "email")).contains("nom@exemple.fr");
            assertThat(answer.body()).doesNotContain("<b>@");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur"})
    void changeEndsAllOtherSessionsAndGoesOnInThisOne(String root) {
        Person person = root.equals("/pro") ? Person.owner() : Person.staff();
        Visitor other = person.signedIn();
        Visitor halfway = person.atTheSecondFactor();
        Visitor visitor = person.signedIn();
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        visitor.get(root + "/securite");
        String path = root + "/securite/mot-de-passe";
        HttpResponse<String> wrong = visitor.post(path, Map.of("old", "wrong", "password", NEW));
        RefusedForm.assertThatItNames(wrong, "old");
        HttpResponse<String> weak = visitor.post(path, Map.of("old", PASSWORD, "password", "court"));
        RefusedForm.assertThatItNames(weak, "password");
        assertThat(weak.body()).doesNotContain(PASSWORD);
        assertThat(way(visitor.get(path))).as("the language is changed there").isEqualTo(root + "/securite");
        visitor.get(root + "/securite");
        assertThat(way(visitor.post(path, Map.of("old", PASSWORD, "password", NEW))))
                .isEqualTo(root + "/securite");
        assertThat(visitor.get(root + "/securite").body()).contains("Votre mot de passe est changé");
        other.get(root);
        assertThat(way(other.get(root))).isEqualTo(root + "/connexion");
        assertThat(way(halfway.get(root + "/second-facteur"))).isEqualTo(root);
        assertThat(person.audited()).containsOnlyOnce("credential.password-changed");
        assertThat(Person.mails(person.email())).containsOnlyOnce("company/password-changed");
    }

    /** A stolen session does not help to find the password by trying. */
    @Test
    void oldPasswordIsTriedFiveTimes() {
        Visitor thief = Person.owner().signedIn();
        thief.get("/pro/securite");
        for (int i = 0; i < 7; i++) {
            HttpResponse<String> answer =
                    thief.post("/pro/securite/mot-de-passe", Map.of("old", "wrong" + i, "password", NEW));
            assertThat(answer.statusCode()).as("try " + i).isEqualTo(i < 5 ? 422 : 429);
        }
    }

    /** Where the outbox and the trail say what was done, neither says the password or the link. */
    @Test
    void noSecretStandsInTheTrailOrInTheDatabase() {
        Person person = Person.owner();
        String token = ask(SharedServer.visitor(), person);
        set("/pro", token, NEW);
        String rows = SharedServer.get()
                .database()
                .database()
                .accounts()
                .sql("select string_agg(t::text, ' ') from (select c::text as t from accounts.credential c where id = ?"
                        + " union all select l::text from accounts.one_time_link l"
                        + " union all select f::text from accounts.failure f) x")
                .param(person.id())
                .query(String.class)
                .single();
        assertThat(rows).contains(person.email(), "argon2").doesNotContain(NEW, PASSWORD, token);
    }

    private static String ask(Visitor visitor, Person person) {
        visitor.get(person.root() + "/mot-de-passe-oublie");
        assertThat(way(visitor.post(person.root() + "/mot-de-passe-oublie", Map.of("email", person.email()))))
                .isEqualTo(person.root() + "/mot-de-passe-oublie/envoye");
        return Person.token(person.email());
    }

    private static HttpResponse<String> set(String root, String token, String password) {
        Visitor visitor = SharedServer.visitor();
        visitor.get(root + "/connexion");
        return visitor.post(root + "/mot-de-passe", Map.of("jeton", token, "password", password));
    }
}
