package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.credential.SoftAuthenticator;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What consumers see and do, from the number on the home page to the last page after their data were erased. */
final class ConsumerPagesIT {
    private static final String NUMBER = "06\u00a039\u00a098\u00a000\u00a001";

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.base-url=http://localhost", "openbloctel.http.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void numberBecomesARegistrationInFourSteps() {
        Visitor visitor = server.visitor();
        visitor.get("/");
        HttpResponse<String> form = visitor.post("/inscription", Map.of("number", "+33 6 39 98 00 01"));
        assertThat(form.body().replace("&nbsp;", "\u00a0")).contains("value=\"" + NUMBER + "\"", "name=\"email\"");

        String email = address();
        HttpResponse<String> asked =
                visitor.post("/inscription", Map.of("number", "06 39 98 00 01", "email", " " + email));
        assertThat(location(asked)).isEqualTo("/inscription/envoye");
        assertThat(visitor.get("/inscription/envoye").body()).contains(NUMBER, email, "10\u00a0jours");

        String link = link(email, "confirm");
        Visitor reader = server.visitor();
        assertThat(reader.get(link).body()).contains("Confirmer l’inscription");
        HttpResponse<String> confirmed = reader.post("/confirmer", Map.of("jeton", token(link)));
        assertThat(location(confirmed)).startsWith("/espace/numeros/");
        HttpResponse<String> receipt = reader.get(location(confirmed));
        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(receipt.body()).contains(NUMBER, "24\u00a0décembre 2026", "Votre numéro est inscrit");
        assertThat(receipt.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(reader.get("/espace").body()).contains(NUMBER, "Inscrit");
    }

    @Test
    void openingTheLinkIsNotConfirming() {
        String email = address();
        ask(email, "06 39 98 00 02");
        String link = link(email, "confirm");
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> page = server.visitor().get(link);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Inscrire le 06\u00a039\u00a0••\u00a0••\u00a002 sur la liste d’opposition\u00a0?")
                    .doesNotContain("98\u00a000", "9800");
        }
        assertThat(server.visitor().speaks("en").get(link).body())
                .contains("Register 06\u00a039\u00a0••\u00a0••\u00a002 on the do-not-call list?");
        assertThat(registrations(email)).isZero();
    }

    @Test
    void knownAndUnknownAddressesGetTheSamePages() {
        String known = consumer("06 39 98 00 03").email();
        String unknown = address();
        for (String path : List.of("/espace/connexion", "/inscription", "/verifier-mon-inscription")) {
            List<String> answers = Stream.of(known, unknown)
                    .map(email -> {
                        Visitor visitor = server.visitor();
                        visitor.get(path);
                        HttpResponse<String> answer = visitor.post(
                                path,
                                Map.of(
                                        "email", email,
                                        "number", "06 39 98 00 03",
                                        "registrationNumber", "482 109 375 514"));
                        String page = visitor.get(location(answer)).body();
                        return answer.statusCode() + location(answer) + page.replace(email, "ADDRESS");
                    })
                    .map(page -> page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", ""))
                    .toList();
            assertThat(answers.getFirst()).as(path).isEqualTo(answers.getLast());
        }
    }

    @Test
    void addingOnesOwnNumberAgainSaysThatNothingIsSent() {
        Visitor visitor = consumer("06 39 98 00 61").visitor();
        visitor.get("/espace");
        assertThat(visitor.get(location(visitor.post("/espace/numeros", Map.of("number", "01 99 00 00 61"))))
                        .body())
                .contains("Le récépissé vous est aussi envoyé");
        assertThat(visitor.get(location(visitor.post("/espace/numeros", Map.of("number", "01 99 00 00 61"))))
                        .body())
                .contains("Ce numéro était déjà inscrit")
                .doesNotContain("aussi envoyé");
    }

    @Test
    void exampleOfARegistrationNumberIsOneThatTheFormTakes() {
        for (String language : List.of("fr", "en")) {
            Visitor visitor = server.visitor().speaks(language);
            Matcher example = Pattern.compile("id=\"registrationNumber-hint\">[^<]*?([0-9][0-9\\s\u00a0]+)<")
                    .matcher(visitor.get("/verifier-mon-inscription").body());
            assertThat(example.find()).isTrue();
            assertThat(visitor.post(
                                    "/verifier-mon-inscription",
                                    Map.of("registrationNumber", example.group(1), "email", address()))
                            .statusCode())
                    .as(example.group(1))
                    .isEqualTo(302);
        }
    }

    @Test
    void whatCannotBeReadIsSaidBesideItsFieldAndKept() {
        Visitor visitor = server.visitor();
        visitor.get("/inscription");
        HttpResponse<String> answer =
                visitor.post("/inscription", Map.of("number", "06 39 98", "email", "camille@example.org"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("value=\"06 39 98\"", "value=\"camille@example.org\"", "href=\"#number\"");
        answer = visitor.post("/inscription", Map.of("number", "06 39 98 00 01", "email", "camille"));
        assertThat(answer.body()).contains("href=\"#email\"", "nom@exemple.fr");
        answer = visitor.post("/inscription", Map.of("number", "01 99 00 00 01 / 06 39 98 00 01", "email", "a@b.fr"));
        assertThat(answer.body()).contains("plusieurs numéros");
        visitor.speaks("en");
        answer = visitor.post("/inscription", Map.of("number", "118218", "email", "a@b.fr"));
        assertThat(answer.body()).contains("special number");
    }

    /** No browser sends it: the box counts as not ticked. */
    @Test
    void boxWithAnUnreadableValueIsNotTicked() {
        Visitor visitor = server.visitor();
        visitor.get("/inscription");
        HttpResponse<String> refused = visitor.post(
                "/inscription", Map.of("number", "06 39 98", "email", "camille@example.org", "older", "perhaps"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#number\"");
        HttpResponse<String> taken = visitor.post(
                "/inscription", Map.of("number", "06 39 98 00 99", "email", "camille@example.org", "older", "perhaps"));
        assertThat(taken.headers().firstValue("Location"))
                .hasValueSatisfying(next -> assertThat(next).endsWith("/inscription/envoye"));
    }

    @Test
    void everythingWrongIsSaidAtOnce() {
        Map<String, Map<String, String>> forms = Map.of(
                "/inscription", Map.of("number", "06 39 98", "email", "camille"),
                "/verifier-mon-inscription", Map.of("registrationNumber", "12", "email", "camille"));
        forms.forEach((path, typed) -> {
            Visitor visitor = server.visitor();
            visitor.get(path);
            HttpResponse<String> answer = visitor.post(path, typed);
            assertThat(answer.statusCode()).as(path).isEqualTo(422);
            assertThat(answer.body()).as(path).contains("<title>Erreur", "role=\"alert\"", "autofocus");
            typed.forEach((field, value) -> assertThat(answer.body())
                    .as(path)
                    .contains("href=\"#" + field + "\"", "id=\"" + field + "-error\"", "value=\"" + value + "\""));
        });
    }

    @Test
    void expiredAndUsedLinksSayWhatToDo() {
        String email = address();
        ask(email, "06 39 98 00 04");
        String link = link(email, "confirm");
        Visitor visitor = server.visitor();
        visitor.get(link);
        visitor.post("/confirmer", Map.of("jeton", token(link)));
        server.clock().move(Duration.ofMinutes(1));
        HttpResponse<String> again = server.visitor().get(link);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("Ce lien n’est plus valable", "/espace/connexion", "/inscription");
        visitor.get("/inscription");
        assertThat(visitor.post("/confirmer", Map.of("jeton", token(link))).statusCode())
                .isEqualTo(410);
        assertThat(server.visitor().get("/confirmer").statusCode()).isEqualTo(410);
        assertThat(server.visitor().get("/espace/ouvrir?jeton=x").statusCode()).isEqualTo(410);
    }

    @Test
    void doubleClickOnTheButtonShowsTheReceipt() {
        String email = address();
        ask(email, "06 39 98 00 05");
        String link = link(email, "confirm");
        Visitor visitor = server.visitor();
        visitor.get(link);
        String first = location(visitor.post("/confirmer", Map.of("jeton", token(link))));
        Visitor twin = server.visitor();
        twin.get("/inscription");
        assertThat(location(twin.post("/confirmer", Map.of("jeton", token(link)))))
                .isEqualTo(first);
        assertThat(twin.get(first).statusCode()).isEqualTo(200);
    }

    @Test
    void mailedLinkOpensTheSpace() {
        Person person = consumer("06 39 98 00 06");
        Visitor visitor = server.visitor();
        assertThat(location(visitor.get("/espace"))).isEqualTo("/espace/connexion");
        visitor.get("/espace/connexion");
        visitor.post("/espace/connexion", Map.of("email", person.email()));
        String link = link(person.email(), "sign-in");
        for (int i = 0; i < 2; i++) {
            visitor.get(link);
            assertThat(location(visitor.get("/espace")))
                    .as("opened by a scanner of mails")
                    .isEqualTo("/espace/connexion");
        }
        visitor.get(link);
        assertThat(location(visitor.post("/espace/ouvrir", Map.of("jeton", token(link)))))
                .isEqualTo("/espace");
        assertThat(visitor.get("/espace").body()).contains("06\u00a039\u00a098\u00a000\u00a006");
    }

    @Test
    void numberIsAddedProvedAndWithdrawn() {
        Person person = consumer("06 39 98 00 07");
        Visitor visitor = person.visitor();
        visitor.get("/espace");
        String added = location(visitor.post("/espace/numeros", Map.of("number", "01 99 00 00 07")));
        visitor.get(added + "/code");
        HttpResponse<String> none = visitor.post(added + "/code", Map.of("code", "123456"));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("Demandez un nouveau code");
        visitor.post(added + "/code/envoi", Map.of("canal", "VOICE"));
        assertThat(visitor.get(added + "/code").body()).contains("Le code est envoyé");
        assertThat(visitor.post(added + "/code", Map.of("code", "no")).body()).contains("Essais restants");

        HttpResponse<String> asked = visitor.get(added + "/retrait");
        assertThat(asked.body()).contains("Retirer ce numéro de la liste");
        assertThat(location(visitor.post(added + "/retrait", Map.of()))).isEqualTo("/espace");
        assertThat(visitor.get("/espace").body())
                .contains("sauf si une autre inscription l’y maintient", "Numéros retirés");
        assertThat(location(visitor.get(added + "/retrait"))).isEqualTo(added);
        server.clock().move(Duration.ofMinutes(2));
        HttpResponse<String> late = visitor.post(added + "/retrait", Map.of());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("BT-0211");
    }

    @Test
    void registrationIsCheckedByWhoeverHasItsAddress() {
        Person person = consumer("06 39 98 00 08");
        String number = person.registrationNumber();
        Visitor visitor = server.visitor();
        visitor.get("/verifier-mon-inscription");
        assertThat(visitor.post("/verifier-mon-inscription", Map.of("registrationNumber", "1", "email", "a@b.fr"))
                        .body())
                .contains("href=\"#registrationNumber\"");
        visitor.post("/verifier-mon-inscription", Map.of("registrationNumber", number, "email", person.email()));
        String link = link(person.email(), "check");
        visitor.get(link);
        HttpResponse<String> result = visitor.post("/verifier-mon-inscription/resultat", Map.of("jeton", token(link)));
        assertThat(result.body()).contains("06\u00a039\u00a0••\u00a0••\u00a008").doesNotContain("00\u00a008");
    }

    @Test
    void addressIsChangedFromTheNewMailbox() {
        Person person = consumer("06 39 98 00 09");
        String other = address();
        Visitor visitor = person.visitor();
        visitor.get("/espace/adresse");
        visitor.post("/espace/adresse", Map.of("email", other));
        String link = link(other, "new-address");
        Visitor elsewhere = server.visitor();
        elsewhere.get(link);
        assertThat(location(elsewhere.post("/espace/adresse/confirmer", Map.of("jeton", token(link)))))
                .isEqualTo("/espace/adresse");
        assertThat(elsewhere.get("/espace/adresse").body()).contains(other);
    }

    @Test
    void passkeyOpensTheSpaceOfItsHolderOnceForEachQuestion() {
        Person person = consumer("06 39 98 00 47");
        Visitor visitor = person.visitor();
        SoftAuthenticator phone = addPasskey(visitor, "Mon téléphone");
        Visitor elsewhere = server.visitor();
        elsewhere.get("/espace/connexion");
        HttpResponse<String> question =
                elsewhere.with("Accept", "application/json").post("/espace/connexion/cle/question", Map.of());
        assertThat(question.body()).contains("\"rpId\":\"localhost\"", "\"allowCredentials\":[]");
        String answer = phone.use(value(question, "challenge"));
        elsewhere.with("Accept", "text/html");
        assertThat(location(elsewhere.post("/espace/connexion/cle", Map.of("answer", answer))))
                .isEqualTo("/espace");
        assertThat(elsewhere.get("/espace").body()).contains("06\u00a039\u00a098\u00a000\u00a047");

        Visitor thief = server.visitor();
        thief.get("/espace/connexion");
        HttpResponse<String> replayed = thief.post("/espace/connexion/cle", Map.of("answer", answer));
        assertThat(replayed.statusCode()).isEqualTo(422);
        assertThat(replayed.body()).contains("Cette clé d’accès n’ouvre rien ici");
        assertThat(location(thief.get("/espace"))).isEqualTo("/espace/connexion");
    }

    @Test
    void householdOfIpv6AsksForPasskeysAsOftenAsOneAddress() {
        Visitor visitor = server.visitor();
        visitor.get("/espace/connexion");
        visitor.with("Accept", "application/json");
        for (int i = 1; i <= 31; i++) {
            int status = visitor.with("X-Forwarded-For", "2001:db8:7:7::" + i)
                    .post("/espace/connexion/cle/question", Map.of())
                    .statusCode();
            assertThat(status).as("question " + i).isEqualTo(i <= 30 ? 200 : 429);
        }
    }

    @Test
    void dataAreTakenAlongAndErased() {
        Person person = consumer("06 39 98 00 10");
        Visitor visitor = person.visitor();
        addPasskey(visitor, "Mon téléphone");
        HttpResponse<String> data = visitor.get("/espace/donnees/export.json");
        assertThat(data.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
        assertThat(data.body()).contains("\"+33639980010\"", person.email(), "\"registration.made\"", "Mon téléphone");

        assertThat(visitor.get("/espace/donnees/effacement").body()).contains("06\u00a039\u00a0••\u00a0••\u00a010");
        HttpResponse<String> unsure = visitor.post("/espace/donnees/effacement", Map.of());
        assertThat(unsure.statusCode()).isEqualTo(422);
        assertThat(unsure.body()).contains("06\u00a039\u00a0••\u00a0••\u00a010");
        HttpResponse<String> erased = visitor.post("/espace/donnees/effacement", Map.of("sure", "true"));
        assertThat(visitor.get(location(erased)).body()).contains("Vos données sont effacées");
        assertThat(location(visitor.get("/espace"))).isEqualTo("/espace/connexion");
        assertThat(registrations(person.email())).isZero();
    }

    @Test
    void nobodySeesAnothersNumber() {
        Person one = consumer("06 39 98 00 11");
        Person other = consumer("06 39 98 00 12");
        for (String page : List.of("", "/code", "/retrait", "/recepisse.pdf")) {
            HttpResponse<String> answer = other.visitor().get("/espace/numeros/" + one.registration() + page);
            assertThat(answer.statusCode()).as(page).isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).doesNotContain("00\u00a011");
        }
    }

    private void ask(String email, String number) {
        server.bean(Consumers.class).ask(number, email, Locale.FRENCH);
    }

    private Person consumer(String number) {
        String email = address();
        ask(email, number);
        String link = link(email, "confirm");
        Visitor visitor = server.visitor();
        visitor.get(link);
        String receipt = location(visitor.post("/confirmer", Map.of("jeton", token(link))));
        visitor.get(receipt);
        UUID registration = UUID.fromString(receipt.substring(receipt.lastIndexOf('/') + 1));
        String registrationNumber = owner().sql("select registration_number from accounts.registration where id = ?")
                .param(registration)
                .query(String.class)
                .single();
        return new Person(email, visitor, registration, registrationNumber);
    }

    private static SoftAuthenticator addPasskey(Visitor visitor, String name) {
        visitor.get("/espace/cles-d-acces");
        HttpResponse<String> offer =
                visitor.with("Accept", "application/json").post("/espace/cles-d-acces/offre", Map.of("name", name));
        visitor.with("Accept", "text/html");
        SoftAuthenticator phone = new SoftAuthenticator("http://localhost", "localhost");
        String answer = phone.make(value(offer, "challenge"), value(offer, "user\":{\"id"));
        assertThat(location(visitor.post("/espace/cles-d-acces", Map.of("name", name, "answer", answer))))
                .isEqualTo("/espace/cles-d-acces");
        return phone;
    }

    private static String value(HttpResponse<String> json, String name) {
        int at = json.body().indexOf(name + "\":\"") + name.length() + 3;
        return json.body().substring(at, json.body().indexOf('"', at));
    }

    private static int registrations(String email) {
        return owner().sql("select count(*) from accounts.registration r join accounts.consumer c on c.id = r.consumer"
                        + " where c.email = ?")
                .param(email)
                .query(Integer.class)
                .single();
    }

    private static String address() {
        return UUID.randomUUID() + "@example.org";
    }

    /** The link of the only mail of this kind to an address, taken from the outbox, as a path. */
    private static String link(String email, String mail) {
        String link = owner().sql("select parameters[array_position(parameters, 'link') + 1] from accounts.outbox"
                        + " where recipient = ? and template = ?")
                .params(email, "consumer/" + mail)
                .query(String.class)
                .single();
        return link.substring("http://localhost".length());
    }

    private static String token(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private static String location(HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElse("");
        return location.replaceFirst("^https?://[^/]+", "");
    }

    private static JdbcClient owner() {
        return JdbcClient.create(server.database().owner());
    }

    private record Person(String email, Visitor visitor, UUID registration, String registrationNumber) {}
}
