package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.PASSWORD;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** An account from its form to its first sign-in, and the company's own details: what is typed comes back as text, links serve once. */
final class SignUpPagesIT {
    private static final String FORM = "/professionnels/inscription";
    private static final String CONFIRM = "/professionnels/confirmer";
    private static final String DETAILS = "/pro/entreprise";

    @Test
    void linkMakesOneAccountAndNoPageBeforeTheButton() {
        String email = Person.newEmail();
        apply(form(Person.siren(), email));
        String token = Person.token(email);
        for (int i = 0; i < 3; i++) {
            assertThat(SharedServer.visitor().get(CONFIRM + "?jeton=" + token).statusCode())
                    .isEqualTo(200);
        }
        Visitor visitor = SharedServer.visitor();
        visitor.get(CONFIRM + "?jeton=" + token);
        Map<String, String> person = Map.of("jeton", token, "name", "Camille", "password", PASSWORD);
        assertThat(way(visitor.post(CONFIRM, person))).isEqualTo("/pro/connexion");
        assertThat(way(visitor.get("/pro"))).as("no session").isEqualTo("/pro/connexion");
        Visitor twin = SharedServer.visitor();
        twin.get(FORM);
        HttpResponse<String> again = twin.post(CONFIRM, person);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("href=\"" + FORM + "\"");
    }

    @Test
    void linkIsOverAfterTenDays() {
        String email = Person.newEmail();
        apply(form(Person.siren(), email));
        SharedServer.get().clock().move(Duration.ofDays(10).minusSeconds(1));
        String link = CONFIRM + "?jeton=" + Person.token(email);
        assertThat(SharedServer.visitor().get(link).statusCode()).isEqualTo(200);
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        assertThat(SharedServer.visitor().get(link).statusCode()).isEqualTo(410);
        for (String token : List.of("", "x".repeat(1_000), "%3Cb%3Eboom")) {
            HttpResponse<String> none = SharedServer.visitor().get(CONFIRM + "?jeton=" + token);
            assertThat(Person.way(none)).isEqualTo("/lien?vers=" + CONFIRM);
        }
    }

    /** One page for both; who has an account is told so in a mail. */
    @Test
    void nothingTellsWhetherAnAddressHasAnAccount() {
        Person known = Person.owner();
        String unknown = Person.newEmail();
        List<String> answers = List.of(known.email(), unknown).stream()
                .map(email -> {
                    Visitor visitor = SharedServer.visitor();
                    visitor.get(FORM);
                    HttpResponse<String> sent = visitor.post(FORM, form("000000018", email));
                    return way(sent)
                            + visitor.get(way(sent))
                                    .body()
                                    .replace(email, "ADDRESS")
                                    .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
                })
                .toList();
        assertThat(answers.getFirst()).isEqualTo(answers.getLast()).contains("ADDRESS");
        assertThat(Person.mails(unknown)).containsExactly("company/confirm");
        assertThat(Person.mails(known.email())).contains("company/known");
    }

    @Test
    void oneAddressIsNotFloodedWithMails() {
        String email = Person.newEmail();
        for (int i = 0; i < 7; i++) {
            Visitor visitor = SharedServer.visitor();
            visitor.get(FORM);
            assertThat(visitor.post(FORM, form("000000018", email)).statusCode())
                    .isEqualTo(i < 5 ? 302 : 429);
        }
        assertThat(Person.mails(email)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "number, 000000019",
        "number, '<b>boom</b>'",
        "number, '\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669'",
        "name, ''",
        "name, '\u0001\u0007'",
        "address, ''",
        "representative, ' '",
        "email, 'camille'",
        "email, '<b>boom</b>@example.org'"
    })
    void whatIsWrongIsSaidAtItsFieldAndTheRestStays(String field, String typed) {
        Map<String, String> form = form("000000018", Person.newEmail());
        form.put(field, typed);
        Visitor visitor = SharedServer.visitor();
        visitor.get(FORM);
        HttpResponse<String> refused = visitor.post(FORM, form);
        RefusedForm.assertThatItNames(refused, field);
        assertThat(refused.body()).doesNotContain("<b>boom");
        if (!field.equals("name")) {
            assertThat(RefusedForm.input(refused, "name")).contains("value=\"Appels &amp; Cie\"");
        }
    }

    @Test
    void textsOfAnyLengthAreRefusedAtTheirField() {
        for (String field : List.of("number", "name", "address", "representative", "email")) {
            Map<String, String> form = form("000000018", Person.newEmail());
            form.put(field, "x".repeat(10_000));
            Visitor visitor = SharedServer.visitor();
            visitor.get(FORM);
            RefusedForm.assertThatItNames(visitor.post(FORM, form), field);
        }
    }

    /** The page of the link is opened from a mail: what was typed stands there as text. */
    @Test
    void hostileTextsAreTextOnEveryPageThatShowsThem() {
        String email = Person.newEmail();
        Map<String, String> form = form(Person.siren(), email);
        form.put("name", "<b>boom</b> \u202e\u05e9\u05dc\u05d5\u05dd ${7*7} \uD83D\uDE00\0");
        form.put("address", "<b>boom</b>\r\n\u0007\r\n75001 Paris");
        form.put("representative", "\"><b>boom</b>");
        apply(form);
        String token = Person.token(email);
        Visitor visitor = SharedServer.visitor();
        assertThat(visitor.get(CONFIRM + "?jeton=" + token).body())
                .contains("&lt;b&gt;boom", "\uD83D\uDE00")
                .doesNotContain("<b>boom", " 49 ");
        visitor.post(CONFIRM, Map.of("jeton", token, "name", "<b>boom</b>", "password", PASSWORD));
        Person founder = founder(email).secured();
        Visitor hers = founder.signedIn();
        for (String page : List.of("/pro", DETAILS, "/pro/membres", "/pro/formule", "/pro/mandats")) {
            assertThat(hers.get(page).body()).as(page).doesNotContain("<b>boom");
        }
        Visitor staff = Person.staff().signedIn();
        assertThat(staff.get("/operateur/comptes/" + founder.company()).body())
                .contains("&lt;b&gt;boom")
                .doesNotContain("<b>boom");
        VerifiedCompany.verify(SharedServer.get().bean(RegisterLetters.class), founder.company());
        hers.get("/pro/formule/small");
        assertThat(way(hers.post("/pro/formule/small", Map.of("net", "35000")))).isEqualTo("/pro/formule");
        String invoice = hers.get("/pro/formule").body().replaceAll("(?s).*(/pro/factures/[0-9-]+).*", "$1");
        assertThat(hers.get(invoice).body()).startsWith("%PDF");
    }

    @Test
    void ownerCorrectsWhatWasRefusedAndTheOperatorLooksAgain() {
        Person founder = Person.founder().secured();
        Companies companies = SharedServer.get().bean(Companies.class);
        companies.refuse(founder.company(), "Le SIREN n’est pas le vôtre", "staff:test");
        Visitor visitor = founder.signedIn();
        assertThat(visitor.get("/pro").body()).contains("Le SIREN n’est pas le vôtre");
        visitor.get(DETAILS);
        Map<String, String> form = form(Person.siren(), "");
        for (String field : List.of("number", "name", "address", "representative")) {
            Map<String, String> wrong = new TreeMap<>(form);
            wrong.put(field, "");
            RefusedForm.assertThatItNames(visitor.post(DETAILS, wrong), field);
        }
        assertThat(way(visitor.post(DETAILS, form))).isEqualTo(DETAILS);
        assertThat(visitor.get(DETAILS).body()).contains("Appels &amp; Cie");
        assertThat(founder.audited()).contains("company.corrected");
        VerifiedCompany.verify(SharedServer.get().bean(RegisterLetters.class), founder.company());
        HttpResponse<String> late = visitor.post(DETAILS, form);
        assertThat(late.statusCode()).as("a company that is verified").isEqualTo(409);
        assertThat(late.body()).contains("BT-0304", "L’état de ce compte a changé");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void othersThanOwnersReadTheDetails(Role role) {
        Person founder = Person.founder().secured();
        Visitor lou = founder.colleague(role).signedIn();
        assertThat(lou.get(DETAILS).statusCode()).isEqualTo(200);
        assertThat(lou.get(DETAILS).body()).doesNotContain("type=\"submit\" class=\"button\">Corriger");
        assertThat(lou.post(DETAILS, form(Person.siren(), "")).statusCode()).isEqualTo(403);
        assertThat(SharedServer.get()
                        .bean(Companies.class)
                        .get(founder.company())
                        .name())
                .isNotEqualTo("Appels & Cie");
    }

    private static void apply(Map<String, String> form) {
        Visitor visitor = SharedServer.visitor();
        visitor.get(FORM);
        assertThat(way(visitor.post(FORM, form))).isEqualTo(FORM + "/envoyee");
    }

    private static Map<String, String> form(String siren, String email) {
        return new TreeMap<>(Map.of(
                "number", siren,
                "name", "Appels & Cie",
                "address", "1 rue de l’Exemple\n75001 Paris",
                "representative", "Dominique Exemple",
                "email", email));
    }

    private static Person founder(String email) {
        var id = SharedServer.get()
                .bean(org.openbloctel.registry.accounts.credential.Credentials.class)
                .find(Credential.Realm.MEMBER, email)
                .orElseThrow()
                .id();
        var member = SharedServer.get()
                .bean(org.openbloctel.registry.accounts.company.Members.class)
                .find(id)
                .orElseThrow();
        return new Person("/pro", id, member.company(), email, "");
    }
}
