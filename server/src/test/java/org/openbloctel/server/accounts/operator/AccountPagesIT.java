package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.RegisterLetter;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;

/** What the operator decides of companies: told to their owners, written down with who decided, and decided once. */
final class AccountPagesIT {
    private static final String ACCOUNTS = "/operateur/comptes";
    private static final String CODE = "/pro/entreprise/code";
    private static final Map<String, String> ADDRESS = Map.of("adresse", "9 rue du Répertoire\n75001 Paris");

    @Test
    void companyIsVerifiedOnceAndItsOwnersAreTold() {
        Person founder = Person.founder().secured();
        Person staff = Person.staff();
        Visitor visitor = staff.signedIn();
        String account = account(founder);
        assertThat(visitor.get(account).body()).contains(account + "/verifier");
        assertThat(visitor.post(account + "/verifier", Map.of()).statusCode()).isEqualTo(400);
        assertThat(way(visitor.post(account + "/verifier", ADDRESS))).isEqualTo(account);
        assertThat(state(founder)).isEqualTo(Company.State.TO_VERIFY);
        assertThat(Person.mails(founder.email())).containsExactly("company/letter");
        enterCode(founder, visitor);
        assertThat(state(founder)).isEqualTo(Company.State.VERIFIED);
        visitor.get(account);
        HttpResponse<String> twice = visitor.post(account + "/verifier", ADDRESS);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("BT-0304", "L’état de ce compte a changé entre-temps");
        assertThat(staff.audited())
                .containsOnlyOnce("company.approved", "company.letter-printed", "company.letter-posted");
        assertThat(founder.audited()).containsOnlyOnce("company.verified");
        assertThat(Person.mails(founder.email())).containsOnlyOnce("company/verified");
        assertThat(visitor.get(account).body())
                .contains("Entreprise vérifiée", "par courrier")
                .doesNotContain(account + "/verifier");
    }

    /** The operator prints and posts the letter; its reader types the code. */
    private static void enterCode(Person founder, Visitor visitor) {
        String account = account(founder);
        String queue = visitor.get("/operateur/courriers").body();
        assertThat(queue).contains(account + "/lettre.pdf", "9 rue du Répertoire");
        HttpResponse<String> pdf = visitor.get(account + "/lettre.pdf");
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF");
        RegisterLetters letters = SharedServer.get().bean(RegisterLetters.class);
        RegisterLetter.Printed printed = letters.print(founder.company(), "staff:test");
        String id = printed.letter().id().toString();
        visitor.get("/operateur/courriers");
        assertThat(way(visitor.post(account + "/lettre/envoi", Map.of("lettre", id))))
                .isEqualTo("/operateur/courriers");
        assertThat(visitor.get("/operateur/courriers").body()).doesNotContain(account + "/lettre.pdf");
        assertThat(visitor.get(account + "/lettre.pdf").statusCode()).isEqualTo(409);

        Visitor owner = founder.signedIn();
        assertThat(owner.get("/pro").body()).contains("L’exploitant a validé vos indications");
        assertThat(owner.get(CODE).body()).contains("Code de la lettre");
        HttpResponse<String> wrong = owner.post(CODE, Map.of("code", "AAAA-AAAA-AAAA"));
        assertThat(wrong.body()).contains("Essais restants\u00a0: 4");
        assertThat(way(owner.post(CODE, Map.of("code", printed.code())))).isEqualTo("/pro");
        assertThat(owner.get("/pro").body()).contains("Votre entreprise est vérifiée");
        assertThat(owner.get(CODE).body()).doesNotContain("Code de la lettre");
    }

    @Test
    void codeIsTypedByOwnersAlone() {
        Person founder = Person.founder().secured();
        RegisterLetters letters = SharedServer.get().bean(RegisterLetters.class);
        letters.approve(founder.company(), "9 rue du Répertoire", "staff:test");
        String code = letters.print(founder.company(), "staff:test").code();
        Visitor auditor = founder.colleague(Role.AUDITOR).signedIn();
        assertThat(auditor.get(CODE).body()).contains("Seul un responsable").doesNotContain("name=\"code\"");
        assertThat(auditor.post(CODE, Map.of("code", code)).statusCode()).isEqualTo(403);
        assertThat(state(founder)).isEqualTo(Company.State.TO_VERIFY);
    }

    @Test
    void accountsThatShareABrowserOrADomainAreShownBesideEachOther() {
        Person one = Person.founder().secured();
        Person other = Person.founder().secured();
        KnownDevices devices = SharedServer.get().bean(KnownDevices.class);
        devices.remember(other.id(), devices.remember(one.id(), KnownDevices.UNKNOWN));
        assertThat(Person.staff().signedIn().get(account(one)).body())
                .contains("Comptes rapprochés", account(other), "un navigateur");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuser", "suspendre"})
    void reasonIsGivenAndReadByTheOwnersAsTyped(String decision) {
        boolean refused = decision.equals("refuser");
        Person owner = refused ? Person.founder().secured() : Person.owner();
        owner.colleague(Role.AUDITOR);
        Visitor visitor = Person.staff().signedIn();
        String account = account(owner);
        Company.State before = state(owner);
        visitor.get(account);
        for (String motif : List.of("", "  ", "\t\n", "\0", "x".repeat(201), "x".repeat(10_000))) {
            HttpResponse<String> none = visitor.post(account + "/" + decision, Map.of("motif", motif));
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(none.body()).contains("BT-0701");
        }
        assertThat(visitor.post(account + "/" + decision, Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(state(owner)).isEqualTo(before);
        String reason = "<b>boom</b> \u202e\u05e9\u05dc & \"'";
        assertThat(way(visitor.post(account + "/" + decision, Map.of("motif", reason))))
                .isEqualTo(account);
        assertThat(state(owner)).isEqualTo(refused ? Company.State.REFUSED : Company.State.SUSPENDED);
        for (String page : List.of("/pro", "/pro/entreprise")) {
            assertThat(owner.signedIn().get(page).body()).as(page).doesNotContain("<b>boom");
        }
        assertThat(visitor.get(account).body()).contains("&lt;b&gt;boom").doesNotContain("<b>boom");
        assertThat(Person.mails(owner.email())).contains(refused ? "company/refused" : "company/suspended");
    }

    @Test
    void secondAccountOfASirenIsNotVerified() {
        Person first = Person.owner();
        Person second = Person.founder();
        Companies companies = SharedServer.get().bean(Companies.class);
        String siren = companies.get(first.company()).number().siren();
        companies.correct(second.company(), new Company.Form(siren, "Usurpateur", "1 rue", "Lou"), second.actor());
        Visitor visitor = Person.staff().signedIn();
        visitor.get(account(second));
        assertThat(visitor.get(account(second)).body()).contains(account(first), "le SIREN");
        assertThat(way(visitor.post(account(second) + "/verifier", ADDRESS))).isEqualTo(account(second));
        assertThat(visitor.get(account(second)).body()).contains("a déjà été joint par courrier");
        assertThat(state(second)).isEqualTo(Company.State.TO_VERIFY);
        assertThat(state(first)).isEqualTo(Company.State.VERIFIED);
        String questions = second.secured().signedIn().get("/pro/questions").body();
        assertThat(questions).contains("Vérification du compte pour le SIREN");
        assertThat(questions).doesNotContain(companies.get(first.company()).name(), first.email());
    }

    @Test
    void companyThatIsNoneIsNotFound() {
        Visitor visitor = Person.staff().signedIn();
        for (String id : List.of(UUID.randomUUID().toString(), "x", "0", "%00")) {
            assertThat(visitor.get(ACCOUNTS + "/" + id).statusCode()).as(id).isIn(400, 404);
            visitor.get(ACCOUNTS);
            for (String decision : List.of("verifier", "refuser", "suspendre", "facteur/" + UUID.randomUUID())) {
                assertThat(visitor.post(ACCOUNTS + "/" + id + "/" + decision, Map.of("motif", "x"))
                                .statusCode())
                        .as(id + decision)
                        .isIn(400, 404);
            }
        }
    }

    /** A day later, since its holder may object. Their password alone then leads to a new second factor; what was lost opens nothing, and their sessions are over. */
    @Test
    void lostSecondFactorIsTakenOffForAMemberOfThatCompany() {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OPERATOR);
        Person stranger = Person.owner();
        Person staff = Person.staff();
        Visitor visitor = staff.signedIn();
        Visitor session;
        visitor.get(account(owner));
        for (UUID other : List.of(stranger.id(), staff.id(), UUID.randomUUID())) {
            HttpResponse<String> unknown = visitor.post(account(owner) + "/facteur/" + other, Map.of());
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("BT-0308");
        }
        assertThat(stranger.member().secondFactor()).isTrue();
        String withdrawal = account(owner) + "/facteur/" + lou.id();
        assertThat(visitor.post(withdrawal, Map.of("evidence", " ")).statusCode())
                .as("without evidence")
                .isEqualTo(400);
        assertThat(way(visitor.post(withdrawal, Map.of("evidence", "Carte <b>vue</b>"))))
                .isEqualTo(account(owner));
        assertThat(lou.member().secondFactor()).as("asked for only").isTrue();
        assertThat(Person.mails(lou.email())).containsOnlyOnce("company/factor-withdrawal");
        assertThat(visitor.get(account(owner)).body())
                .contains("Carte &lt;b&gt;vue", "Exploitant d’une seule personne");
        SharedServer.get().clock().move(Duration.ofHours(24).minusSeconds(1));
        Visitor early = staff.signedIn();
        early.get(account(owner));
        assertThat(early.post(withdrawal, Map.of()).body()).contains("BT-0121");
        assertThat(lou.member().secondFactor()).as("a second too early").isTrue();
        session = lou.signedIn();
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        assertThat(way(early.post(withdrawal, Map.of()))).isEqualTo(account(owner));
        assertThat(lou.member().secondFactor()).isFalse();
        session.get("/pro");
        assertThat(way(session.get("/pro"))).isEqualTo("/pro/connexion");
        Visitor door = lou.atTheSecondFactor();
        assertThat(door.get("/pro/second-facteur").body())
                .contains("class=\"secret\"")
                .doesNotContain(lou.secret());
        assertThat(door.post("/pro/second-facteur", Map.of("code", lou.code())).statusCode())
                .isEqualTo(422);
        assertThat(staff.audited()).containsOnlyOnce("credential.second-factor-taken-off");
        assertThat(owner.member().secondFactor()).as("of that member alone").isTrue();
    }

    /** The mail's link is opened by scanners: its button alone stops anything. */
    @Test
    void memberStopsTheWithdrawalOfTheirSecondFactor() {
        Person owner = Person.owner();
        Visitor visitor = Person.staff().signedIn();
        String withdrawal = account(owner) + "/facteur/" + owner.id();
        visitor.get(account(owner));
        visitor.post(withdrawal, Map.of("evidence", "Rappel au standard"));
        String keep = "/professionnels/garder-mon-second-facteur";
        String token = Person.token(owner.email());
        Visitor reader = SharedServer.visitor();
        reader.get(keep + "?jeton=" + token);
        assertThat(visitor.get(account(owner)).body()).contains("Rappel au standard");
        assertThat(reader.post(keep, Map.of("jeton", token)).body()).contains("La demande est arrêtée");
        assertThat(visitor.get(account(owner)).body()).doesNotContain("Rappel au standard");
        assertThat(reader.post(keep, Map.of("jeton", token)).statusCode()).isEqualTo(410);
        assertThat(owner.audited()).contains("decision.stopped");
        SharedServer.get().clock().move(Duration.ofHours(25));
        Visitor later = Person.staff().signedIn();
        later.get(account(owner));
        assertThat(later.post(withdrawal, Map.of()).statusCode())
                .as("nothing to confirm")
                .isEqualTo(400);
        assertThat(owner.member().secondFactor()).isTrue();
    }

    @Test
    void companiesAreFoundByStateNameAndSiren() {
        Person founder = Person.founder();
        String siren = SharedServer.get()
                .bean(Companies.class)
                .get(founder.company())
                .number()
                .siren();
        Visitor visitor = Person.staff().signedIn();
        String spaced = siren.substring(0, 3) + " " + siren.substring(3, 6) + " " + siren.substring(6);
        for (String text : List.of(siren, spaced, "Société " + siren, "SOCIÉTÉ " + siren, " " + siren + " ")) {
            assertThat(list(visitor, "TO_VERIFY", text)).as(text).contains(account(founder));
        }
        assertThat(list(visitor, "VERIFIED", siren)).doesNotContain(account(founder));
        for (String state : List.of("", "x", "to_verify", "<b>boom")) {
            assertThat(list(visitor, state, siren))
                    .as("shown as those to verify")
                    .contains(account(founder))
                    .doesNotContain("<b>boom");
        }
        for (String text : List.of("%", "_", "' or ''='", "<b>boom", "x".repeat(5_000), "\u202e", "\\")) {
            assertThat(list(visitor, "TO_VERIFY", text)).as(text).doesNotContain(account(founder), "<b>boom");
        }
    }

    private static String list(Visitor visitor, String state, String text) {
        HttpResponse<String> page = visitor.get(ACCOUNTS + "?etat=" + encoded(state) + "&texte=" + encoded(text));
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String account(Person person) {
        return ACCOUNTS + "/" + person.company();
    }

    private static Company.State state(Person person) {
        return SharedServer.get().bean(Companies.class).get(person.company()).state();
    }
}
