package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;

/** A company's whole life in pages, without JavaScript: from the form to the invoice, and the operator's side of it. */
final class CompanyPagesIT {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static int count = 1;
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void companySignsUpSetsUpItsSecondFactorAndSignsInAgain() {
        Visitor visitor = server.visitor();
        visitor.get("/professionnels/inscription");
        Map<String, String> form = Map.of(
                "number", "000 000 117",
                "name", "Appels & Cie",
                "address", "1 rue de l’Exemple\n75001 Paris",
                "representative", "Dominique Exemple",
                "email", "dominique@example.org");
        assertThat(visitor.post("/professionnels/inscription", form))
                .satisfies(goesTo("/professionnels/inscription/envoyee"));
        assertThat(visitor.get("/professionnels/inscription/envoyee").body()).contains("dominique@example.org");
        String link = "/professionnels/confirmer?jeton=" + token("dominique@example.org");
        assertThat(visitor.get(link).body()).contains("Appels &amp; Cie").contains("value=\"Dominique Exemple\"");
        String jeton = link.substring(link.indexOf('=') + 1);
        HttpResponse<String> weak = visitor.post(
                "/professionnels/confirmer", Map.of("jeton", jeton, "name", "Dominique", "password", "court"));
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body()).contains("Le mot de passe doit avoir").doesNotContain("value=\"court\"");
        assertThat(visitor.post(
                        "/professionnels/confirmer",
                        Map.of("jeton", jeton, "name", "Dominique Exemple", "password", PASSWORD)))
                .satisfies(goesTo("/pro/connexion"));
        assertThat(visitor.get("/pro/connexion").body()).contains("Le compte est prêt");
        assertThat(visitor.get("/pro")).as("no session").satisfies(goesTo("/pro/connexion"));
        visitor.post("/pro/connexion", Map.of("email", "dominique@example.org", "password", PASSWORD));
        assertThat(visitor.get("/pro")).satisfies(goesTo("/pro/second-facteur"));

        String page = visitor.get("/pro/second-facteur").body();
        byte[] secret = secret(page);
        HttpResponse<String> codes = visitor.post("/pro/second-facteur/activer", Map.of("code", code(secret)));
        assertThat(codes.statusCode()).isEqualTo(200);
        assertThat(matches(codes.body(), "<li>([a-z0-9]{4}(?:-[a-z0-9]{4}){5})</li>"))
                .hasSize(10);
        assertThat(visitor.get("/pro").body()).contains("Appels &amp; Cie").contains("pas encore vérifié");

        Visitor again = server.visitor();
        again.get("/pro/connexion");
        HttpResponse<String> wrong =
                again.post("/pro/connexion", Map.of("email", "dominique@example.org", "password", "wrong"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("L’adresse ou le mot de passe est inexact");
        again.post("/pro/connexion", Map.of("email", "dominique@example.org", "password", PASSWORD));
        again.get("/pro/second-facteur");
        assertThat(again.post("/pro/second-facteur", Map.of("code", code(secret)))
                        .statusCode())
                .as("the code was used already")
                .isEqualTo(422);
        server.clock().move(Duration.ofMinutes(1));
        assertThat(again.post("/pro/second-facteur", Map.of("code", code(secret))))
                .satisfies(goesTo("/pro"));
        assertThat(again.get("/pro").statusCode()).isEqualTo(200);
    }

    @Test
    void unknownAndKnownAddressesGetTheSamePages() {
        Member member = founded();
        for (String email : List.of(member.email(), "nobody@example.org")) {
            Visitor visitor = server.visitor();
            visitor.get("/pro/mot-de-passe-oublie");
            assertThat(visitor.post("/pro/mot-de-passe-oublie", Map.of("email", email)))
                    .satisfies(goesTo("/pro/mot-de-passe-oublie/envoye"));
            visitor.get("/professionnels/inscription");
            Map<String, String> form = Map.of(
                    "number", "000000018",
                    "name", "X",
                    "address", "Y",
                    "representative", "Z",
                    "email", email);
            assertThat(visitor.post("/professionnels/inscription", form))
                    .satisfies(goesTo("/professionnels/inscription/envoyee"));
        }
    }

    @Test
    void everythingWrongOfAnApplicationIsSaidAtOnce() {
        Visitor visitor = server.visitor();
        visitor.get("/professionnels/inscription");
        HttpResponse<String> refused = visitor.post(
                "/professionnels/inscription",
                Map.of("number", "123 456 789", "name", " ", "address", "", "representative", "", "email", "nobody"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("<title>Erreur", "autofocus", "value=\"123 456 789\"", "value=\"nobody\"");
        for (String field : List.of("number", "name", "address", "representative", "email")) {
            assertThat(refused.body()).contains("href=\"#" + field + "\"", "id=\"" + field + "-error\"");
        }
    }

    @Test
    void passwordIsReplacedByTheLinkInTheMail() {
        Member member = founded();
        Visitor visitor = server.visitor();
        visitor.get("/pro/mot-de-passe-oublie");
        visitor.post("/pro/mot-de-passe-oublie", Map.of("email", member.email()));
        String token = token(member.email());
        assertThat(visitor.get("/pro/mot-de-passe?jeton=" + token).statusCode()).isEqualTo(200);
        assertThat(visitor.post("/pro/mot-de-passe", Map.of("jeton", token, "password", PASSWORD + " vert")))
                .satisfies(goesTo("/pro/connexion"));
        assertThat(visitor.get("/pro/mot-de-passe?jeton=" + token).statusCode()).isEqualTo(410);
        visitor.get("/pro/connexion");
        assertThat(visitor.post("/pro/connexion", Map.of("email", member.email(), "password", PASSWORD + " vert")))
                .satisfies(goesTo("/pro/second-facteur"));
    }

    @Test
    void keyIsShownOnceAndRevoked() {
        Visitor owner = signedIn(secured(founded()));
        owner.get("/pro/cles");
        HttpResponse<String> live = owner.post("/pro/cles", Map.of("name", "CRM", "kind", "live", "scopes", "checks"));
        assertThat(live.statusCode()).isEqualTo(422);
        assertThat(live.body()).contains("L’exploitant n’a pas vérifié");
        HttpResponse<String> bad = owner.post(
                "/pro/cles", Map.of("name", "CRM", "kind", "test", "scopes", "checks", "networks", "192.0.2.0/99"));
        assertThat(bad.body()).contains("192.0.2.0/24").contains("aria-invalid=\"true\"");
        HttpResponse<String> made =
                owner.post("/pro/cles", Map.of("name", "CRM", "kind", "test", "scopes", "checks", "networks", ""));
        String key = matches(made.body(), "(obt_test_[A-Za-z0-9_-]{43})").getFirst();
        String list = owner.get("/pro/cles").body();
        assertThat(list).contains("CRM").doesNotContain(key);
        String revoke = matches(list, "href=\"(/pro/cles/[^\"]+/revoquer)\"").getFirst();
        assertThat(owner.get(revoke).body()).contains("CRM");
        assertThat(owner.post(revoke, Map.of())).satisfies(goesTo("/pro/cles"));
        assertThat(owner.get("/pro/cles").body()).contains("révoquée");
    }

    @Test
    void operatorVerifiesTheCompanyChoosesAPlanPaysAndHasItsInvoice() {
        Member member = secured(founded());
        Visitor owner = signedIn(member);
        Visitor staff = staff();
        assertThat(staff.get("/operateur/comptes?texte=" + siren(member)).body())
                .contains("/operateur/comptes/" + member.company());
        String account = "/operateur/comptes/" + member.company();
        staff.get(account);
        Map<String, String> address = Map.of("adresse", "9 rue du Répertoire\n75001 Paris");
        assertThat(staff.post(account + "/verifier", address)).satisfies(goesTo(account));
        assertThat(owner.get("/pro/formule/medium").statusCode()).isEqualTo(422);
        String code = server.bean(RegisterLetters.class)
                .print(member.company(), "staff:test")
                .code();
        owner.get("/pro/entreprise/code");
        assertThat(owner.post("/pro/entreprise/code", Map.of("code", code))).satisfies(goesTo("/pro"));
        assertThat(staff.get(account).body()).contains("Suspendre").contains("Entreprise vérifiée");

        assertThat(owner.get("/pro/formule").body()).contains("/pro/formule/medium");
        assertThat(owner.get("/pro/formule/medium").body()).contains("6\u00a0000\u00a0€");
        assertThat(owner.post("/pro/formule/medium", Map.of("net", "500000"))).satisfies(goesTo("/pro/formule"));
        String page = owner.get("/pro/formule").body();
        String number = matches(page, "/pro/factures/(\\d{4}-\\d{6})").getFirst();
        HttpResponse<String> pdf = owner.get("/pro/factures/" + number);
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF");
        assertThat(owner.get("/pro").body())
                .contains("À faire aujourd’hui", "Facture " + number, "Échéances des 30\u00a0prochains jours");

        assertThat(staff.get("/operateur/paiements").body()).contains(number);
        staff.get("/operateur/paiements/" + number);
        assertThat(staff.post("/operateur/paiements/" + number, Map.of("receivedOn", "2030-01-01", "reference", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(staff.post(
                        "/operateur/paiements/" + number, Map.of("receivedOn", "2026-11-24", "reference", "VIR 42")))
                .satisfies(goesTo("/operateur/paiements"));
        assertThat(owner.get("/pro").body())
                .contains("1\u00a0750\u00a0000")
                .as("a new company has its first steps instead")
                .doesNotContain("À faire aujourd’hui", number);
        assertThat(owner.get("/pro/formule").body())
                .as("while it runs, no other one is offered that an order would be refused")
                .contains("Votre formule «\u00a0Fichiers moyens\u00a0» court jusqu’au 23\u00a0novembre 2027 inclus")
                .contains("à partir du 25\u00a0octobre 2027")
                .as("a larger one is, for the rest of the year")
                .contains("href=\"/pro/formule/large/maintenant\"")
                .doesNotContain("/pro/formule/medium", "\"/pro/formule/large\"", "/pro/formule/free");
        assertThat(owner.get("/pro/formule/large").statusCode())
                .as("nor does its page say what it would cost")
                .isEqualTo(409);
        assertThat(signedIn(secured(founded())).get("/pro/factures/" + number).statusCode())
                .as("nobody reads the invoice of another company")
                .isEqualTo(404);
    }

    @Test
    void mandateIsProposedAcceptedAndEnded() {
        Member one = secured(verified());
        Member two = secured(verified());
        Visitor principal = signedIn(one);
        Visitor agent = signedIn(two);
        principal.get("/pro/mandats");
        Map<String, String> form =
                Map.of("side", "PRINCIPAL", "number", siren(two), "startsOn", "2026-11-01", "endsOn", "2027-10-31");
        assertThat(principal.post("/pro/mandats", form)).satisfies(goesTo("/pro/mandats"));
        HttpResponse<String> backwards = principal.post(
                "/pro/mandats",
                Map.of("side", "PRINCIPAL", "number", siren(two), "startsOn", "2026-12-01", "endsOn", "2026-11-30"));
        assertThat(backwards.body()).contains("id=\"endsOn-error\"");
        assertThat(agent.get("/pro").body()).contains("Mandats proposés à examiner");
        String accept = matches(agent.get("/pro/mandats").body(), "action=\"(/pro/mandats/[^\"]+/accepter)\"")
                .getFirst();
        assertThat(agent.post(accept, Map.of())).satisfies(goesTo("/pro/mandats"));
        assertThat(agent.get("/pro/mandats").body()).contains("en vigueur");
        assertThat(agent.get("/pro").body()).doesNotContain("Mandats proposés");
        String end = accept.replace("accepter", "terminer");
        assertThat(principal.get(end).statusCode()).isEqualTo(200);
        assertThat(principal.post(end, Map.of())).satisfies(goesTo("/pro/mandats"));
        assertThat(agent.get("/pro/mandats").body()).contains("terminé");
    }

    @Test
    void colleagueIsInvitedJoinsAndIsOutAtOnceWhenRemoved() {
        Member member = secured(founded());
        Visitor owner = signedIn(member);
        String email = "lou" + count + "@example.org";
        owner.get("/pro/membres");
        assertThat(owner.post("/pro/membres", Map.of("email", email, "role", "AUDITOR")))
                .satisfies(goesTo("/pro/membres"));
        String token = token(email);
        Visitor lou = server.visitor();
        assertThat(lou.get("/professionnels/invitation?jeton=" + token).body()).contains("auditeur");
        assertThat(lou.post(
                        "/professionnels/invitation",
                        Map.of("jeton", token, "name", "Lou Exemple", "password", PASSWORD)))
                .satisfies(goesTo("/pro/connexion"));
        lou.get("/pro/connexion");
        lou.post("/pro/connexion", Map.of("email", email, "password", PASSWORD));
        lou.post(
                "/pro/second-facteur/activer",
                Map.of("code", code(secret(lou.get("/pro/second-facteur").body()))));
        assertThat(lou.get("/pro/membres").statusCode()).isEqualTo(200);
        assertThat(lou.get("/pro/formule/free").statusCode())
                .as("auditors order nothing")
                .isEqualTo(403);
        assertThat(lou.get("/pro/membres/" + member.id()).statusCode()).isEqualTo(403);

        Member joined = server.bean(Members.class).of(member.company()).stream()
                .filter(one -> one.email().equals(email))
                .findFirst()
                .orElseThrow();
        assertThat(owner.get("/pro/membres/" + joined.id()).body()).contains("Lou Exemple");
        assertThat(owner.post("/pro/membres/" + joined.id() + "/retirer", Map.of("warned", "0")))
                .satisfies(goesTo("/pro/membres"));
        assertThat(lou.get("/pro/membres").statusCode()).isEqualTo(302);
        assertThat(owner.post("/pro/membres/" + member.id() + "/retirer", Map.of("warned", "0"))
                        .statusCode())
                .as("the last owner stays")
                .isEqualTo(422);
    }

    @Test
    void stolenSessionWithoutTheSecondFactorOpensNothing() {
        Member member = secured(verified());
        Visitor thief = server.visitor(new SignedIn.Member(member.id(), member.company(), SignedIn.Role.OWNER, false));
        for (String page : List.of(
                "/pro", "/pro/cles", "/pro/membres", "/pro/formule", "/pro/securite", "/pro/factures/2026-000001")) {
            assertThat(thief.get(page)).as(page).satisfies(goesTo("/pro/second-facteur"));
        }
        thief.get("/pro/second-facteur");
        assertThat(thief.post("/pro/cles", Map.of("name", "x", "kind", "test", "scopes", "checks"))
                        .statusCode())
                .isNotEqualTo(200);
        byte[] anybodys = new byte[20];
        assertThat(thief.post("/pro/second-facteur/activer", Map.of("code", code(anybodys)))
                        .statusCode())
                .as("no second authenticator beside the first")
                .isEqualTo(403);
    }

    @Test
    void everyPageSpeaksBothLanguages() {
        Member member = secured(verified());
        Visitor owner = signedIn(member);
        Visitor staff = staff();
        for (String language : List.of("fr", "en")) {
            owner.speaks(language);
            staff.speaks(language);
            for (String page : List.of(
                    "/pro",
                    "/pro/entreprise",
                    "/pro/membres",
                    "/pro/membres/" + member.id(),
                    "/pro/mandats",
                    "/pro/cles",
                    "/pro/formule",
                    "/pro/formule/free",
                    "/pro/formule/large",
                    "/pro/securite",
                    "/professionnels",
                    "/professionnels/inscription",
                    "/professionnels/inscription/envoyee",
                    "/pro/connexion",
                    "/pro/mot-de-passe-oublie",
                    "/pro/mot-de-passe-oublie/envoye")) {
                assertComplete(owner.get(page), page, language);
            }
            for (String page : List.of(
                    "/operateur",
                    "/operateur/comptes",
                    "/operateur/comptes?etat=VERIFIED&texte=x",
                    "/operateur/comptes/" + member.company(),
                    "/operateur/paiements",
                    "/operateur/securite")) {
                assertComplete(staff.get(page), page, language);
            }
        }
    }

    private static void assertComplete(HttpResponse<String> page, String path, String language) {
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.body())
                .as(path)
                .contains("<html lang=\"" + language + "\"")
                .doesNotContain("??")
                .doesNotContain("style=\"")
                .doesNotContain("<script>");
        assertThat(matches(page.body(), "(<h1)")).as(path).hasSize(1);
    }

    static String siren(Member member) {
        return server.bean(Companies.class).get(member.company()).number().siren();
    }

    private static synchronized Member founded() {
        int n = count++;
        String eight = String.format(Locale.ROOT, "%08d", n);
        String siren = "";
        for (int last = 0; last < 10; last++) {
            if (luhn(eight + last) % 10 == 0) {
                siren = eight + last;
            }
        }
        return server.bean(Companies.class)
                .found(
                        new Company.Form(siren, "Entreprise " + n, "2 rue de l’Exemple\n69001 Lyon", "Camille Exemple"),
                        new Member.Details("Camille " + n, "camille" + n + "@example.org", PASSWORD, Locale.FRENCH));
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum;
    }

    private static Member verified() {
        Member member = founded();
        VerifiedCompany.verify(server.bean(RegisterLetters.class), member.company());
        assertThat(server.bean(Companies.class).get(member.company()).state()).isEqualTo(Company.State.VERIFIED);
        return member;
    }

    private static Member secured(Member member) {
        SecondFactor factor = server.bean(SecondFactor.class);
        SecondFactor.Offer offer = factor.offer(member.id(), "OpenBloctel");
        factor.confirm(member.id(), code(offer.secret()));
        return server.bean(Members.class).find(member.id()).orElseThrow();
    }

    private static Visitor signedIn(Member member) {
        SignedIn.Role role = SignedIn.Role.valueOf(member.role().name());
        return server.visitor(new SignedIn.Member(member.id(), member.company(), role, true));
    }

    private static Visitor staff() {
        return server.visitor(server.staff());
    }

    private static String code(byte[] secret) {
        return Totp.code(secret, server.clock().instant());
    }

    /** The key that is written beside the square, for those who cannot scan it. */
    private static byte[] secret(String page) {
        String letters =
                matches(page, "<p class=\"secret\">([A-Z2-7 ]+)</p>").getFirst().replace(" ", "");
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        byte[] bytes = new byte[20];
        byte[] all = number.toByteArray();
        for (int i = 0; i < Math.min(all.length, 20); i++) {
            bytes[19 - i] = all[all.length - 1 - i];
        }
        return bytes;
    }

    /** The token in the latest mail to an address, as it waits in the outbox. */
    private static String token(String email) {
        String[] parameters = server.database()
                .database()
                .accounts()
                .sql("select parameters from accounts.outbox where recipient = ? order by created_at desc, id limit 1")
                .param(email)
                .query((row, n) -> (String[]) row.getArray("parameters").getArray())
                .single();
        return parameters[List.of(parameters).indexOf("token") + 1];
    }

    private static List<String> matches(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private static Consumer<HttpResponse<String>> goesTo(String path) {
        return response -> {
            assertThat(response.statusCode()).as(response.body()).isIn(302, 303);
            assertThat(response.headers().firstValue("Location").orElse("")).endsWith(path);
        };
    }

    /** An invitation and a proposal are mails to another person, with the company's own words in them. */
    @Test
    void nobodySendsMailsByTheHundredThroughTheirAccount() {
        Visitor owner = signedIn(secured(founded()));
        owner.get("/pro/membres");
        for (int i = 1; i <= 21; i++) {
            HttpResponse<String> invited =
                    owner.post("/pro/membres", Map.of("email", "lou" + i + "@example.org", "role", "AUDITOR"));
            assertThat(invited.statusCode()).as("invitation " + i).isEqualTo(i <= 20 ? 302 : 429);
        }
        owner.get("/pro/mandats");
        Map<String, String> form =
                Map.of("side", "AGENT", "number", "000000018", "startsOn", "2026-11-24", "endsOn", "2027-11-23");
        for (int i = 1; i <= 21; i++) {
            assertThat(owner.post("/pro/mandats", form).statusCode())
                    .as("proposal " + i)
                    .isEqualTo(i <= 20 ? 302 : 429);
        }
    }
}
