package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** A company's way from the sign-up to its first invitation; each page in English, too. */
final class ProfessionalJourneyBrowserIT extends BrowserJourney {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String LONG = "Société-par-actions-simplifiée-unipersonnelle-de-télésecrétariat-et-d’accueil";

    private static int count;

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
    }

    static Stream<Look> looks() {
        return Look.ways(Look.WIDE, Look.WIDE.withoutScript());
    }

    @Journey
    void companySignsUpAndInvitesSomebody(Look look) {
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = open(look)) {
            String secret = signUp(window, email);
            window.sees("L’exploitant n’a pas encore vérifié").examine("overview-to-verify");
            window.go("/pro/entreprise/code");
            window.sees("L’exploitant examine vos indications").examine("code-documents");
            String code = approve(email);
            window.go("/pro");
            window.sees("L’exploitant a validé vos indications").examine("overview-letter");
            window.go("/pro/entreprise/code");
            window.fill("Code de la lettre", "AAAA-AAAA-AAAA")
                    .press("Vérifier l’entreprise")
                    .sees("Essais restants")
                    .examineWideAndNarrow("code-wrong");
            window.fill("Code de la lettre", code)
                    .press("Vérifier l’entreprise")
                    .sees("Votre entreprise est vérifiée");
            window.examine("overview");
            people(window, secret);
            seal(window, secret);
        }
        assertThat(mails.to(email)).contains("company/confirm", "company/verified");
    }

    private static String signUp(Window window, String email) {
        window.go("/professionnels");
        window.page().locator("a[href='/professionnels/inscription']").first().click();
        window.press("Envoyer");
        window.sees("9 ou 14 chiffres").examine("sign-up-wrong");
        window.fill("Numéro SIREN ou SIRET", siren())
                .fill("Nom de l’entreprise", LONG)
                .fill("Adresse", "1 rue de l’Essai")
                .fill("Représentant légal", "Camille Exemple")
                .press("Envoyer");
        assertThat(window.typed("Nom de l’entreprise")).isEqualTo(LONG);
        window.examine("sign-up-no-email");
        window.fill("Votre adresse électronique", email).press("Envoyer");
        window.sees("Un message est parti").examine("applied");
        String link = "/professionnels/confirmer?jeton=" + mails.token(email);
        window.go(link);
        window.fill("Mot de passe", "court").press("Créer le compte");
        window.sees("de 12 à 200 caractères").examine("confirm-weak");
        window.fill("Mot de passe", PASSWORD).press("Créer le compte");
        window.sees("Le compte est prêt").examine("account-ready");
        window.fill("Adresse électronique", email)
                .fill("Mot de passe", PASSWORD)
                .press("Continuer");
        assertThat(window.path()).isEqualTo("/pro/second-facteur");
        String secret = window.page().locator("p.secret").innerText();
        window.fill("Code à 6 chiffres", code(secret)).press("Activer");
        window.sees("Notez vos codes de secours").examine("recovery-codes");
        window.follow("Je les ai notés, continuer");
        assertThat(window.path()).isEqualTo("/pro");
        try (Window late = open(Look.WIDE)) {
            assertThat(late.go(link)).isEqualTo(410);
            late.sees("Ce lien ne sert plus").examine("company-link-over");
        }
        return secret;
    }

    private static void people(Window window, String secret) {
        window.follow("Personnes").examine("members");
        String other = UUID.randomUUID() + "@example.org";
        window.fill("Adresse électronique", other).press("Envoyer l’invitation");
        window.sees("Votre second facteur, à nouveau").examineEveryWay("step-up");
        window.fill("Code à 6 chiffres", "000000").press("Continuer").examine("step-up-wrong");
        window.fill("Code à 6 chiffres", code(secret)).press("Continuer");
        window.sees("Votre saisie est revenue").examine("members-filled-in-again");
        assertThat(window.typed("Adresse électronique")).isEqualTo(other);
        window.fill("Adresse électronique", "").press("Envoyer l’invitation").examine("members-wrong");
        window.fill("Adresse électronique", other)
                .choose("Auditeur : lit tout, ne télécharge aucun fichier d’appel")
                .press("Envoyer l’invitation");
        window.sees("L’invitation est partie").sees(other).examine("members-invited");
        try (Window guest = open(Look.WIDE)) {
            guest.go("/professionnels/invitation?jeton=" + mails.token(other));
            guest.sees("On vous invite comme auditeur").examine("invitation");
        }
    }

    /** The second factor is asked for again, and what was typed comes back. */
    private static void seal(Window window, String secret) {
        server.clock().move(Duration.ofMinutes(11));
        String key = AgeKey.make().recipient();
        window.go("/pro/scellement");
        window.fill("Clé publique", key).press("Enregistrer la clé");
        window.sees("Votre second facteur, à nouveau");
        window.fill("Code à 6 chiffres", code(secret)).press("Continuer");
        window.sees("Votre saisie est revenue");
        assertThat(window.typed("Clé publique")).isEqualTo(key);
        window.press("Enregistrer la clé");
        window.sees(key).sees("Remplacer").examineEveryWay("sealing-registered");
    }

    @Test
    void keysMandatesPlanAndInvoiceByKeyboardOnASmallScreen() {
        Member owner = verified("Appels du Midi");
        Member other = verified("Centre d’appels du Nord");
        try (Window window = open(Look.WIDE.narrow().byKeyboard())) {
            enter(window, owner);
            keys(window);
            mandates(window, other);
            plan(window);
            window.go("/pro/cles");
            window.follow("Débuter avec l’API").sees("Vérifier des numéros");
        }
        assertThat(mails.to(owner.email())).contains("company/mandate-accepted", "company/invoice");
        assertThat(mails.to(other.email())).contains("company/mandate-proposed", "company/mandate-ended");
    }

    private static void keys(Window window) {
        window.follow("Clés d’API").sees("Aucune clé pour l’instant").examineEveryWay("keys-none");
        window.press("Créer la clé").examineEveryWay("keys-wrong");
        window.fill("Nom", "Essais du CRM")
                .choose("Vérifier des numéros un à un")
                .fill("Réseaux autorisés", "le bureau")
                .press("Créer la clé");
        assertThat(window.typed("Nom")).isEqualTo("Essais du CRM");
        window.fill("Réseaux autorisés", "192.0.2.0/24").press("Créer la clé");
        window.sees("obt_test_").examineEveryWay("key-made").follow("Je l’ai copiée, continuer");
        window.sees("Essais du CRM").sees("192.0.2.0/24").examineEveryWay("keys-one");
        assertThat(window.page().content()).doesNotContainPattern("obt_test_[A-Za-z0-9]{10}");
        window.follow("Révoquer Essais du CRM").examineEveryWay("key-revoke").press("Révoquer la clé");
        window.sees("La clé est révoquée").examineEveryWay("keys-revoked");
    }

    private static void mandates(Window window, Member other) {
        window.follow("Mandats").sees("Aucun mandat").press("Proposer").examineEveryWay("mandates-wrong");
        window.choose("le donneur d’ordre : l’autre agira pour nous")
                .fill("SIREN ou SIRET de l’autre entreprise", siren(other))
                .fill("Premier jour", "2026-11-24")
                .fill("Dernier jour", "2027-11-23")
                .press("Proposer");
        window.sees("La proposition est enregistrée").examineEveryWay("mandates-proposed");
        try (Window agent = open(Look.WIDE)) {
            enter(agent, other);
            agent.follow("Mandats").examineEveryWay("mandates-to-accept");
            // Until it accepts, the other side is a number.
            agent.page().locator("main tbody button").click();
            agent.sees("Le mandat est accepté");
        }
        window.go("/pro/mandats");
        window.sees("en vigueur").follow("Terminer Appels du Midi, Centre d’appels du Nord");
        window.examineEveryWay("mandate-end").press("Terminer le mandat");
        window.sees("Le mandat est terminé").examineEveryWay("mandates-ended");
    }

    private static void plan(Window window) {
        window.follow("Formule et factures").examineEveryWay("plans");
        window.follow("Choisir Petits fichiers").examineEveryWay("plan-order");
        window.press("Commander, avec obligation de paiement");
        window.sees("La commande est enregistrée").sees("IBAN").examineEveryWay("plan-to-pay");
        assertThat(window.fileBehind("Facture 2026-")).startsWith("%PDF");
    }

    private static String siren(Member member) {
        return server.bean(Companies.class).get(member.company()).number().siren();
    }

    private static void enter(Window window, Member member) {
        window.go(server.signInPath(new SignedIn.Member(member.id(), member.company(), SignedIn.Role.OWNER, true)));
        window.go("/pro");
    }

    private static Member verified(String name) {
        Companies companies = server.bean(Companies.class);
        Member owner = companies.found(
                new Company.Form(siren(), name, "1 rue de l’Essai", "Camille Exemple"),
                new Member.Details("Camille Exemple", UUID.randomUUID() + "@example.org", PASSWORD, Locale.FRENCH));
        VerifiedCompany.verify(server.bean(RegisterLetters.class), owner.company());
        SecondFactor factor = server.bean(SecondFactor.class);
        byte[] secret = factor.offer(owner.id(), "OpenBloctel").secret();
        factor.confirm(owner.id(), Totp.code(secret, server.clock().instant()));
        return owner;
    }

    @Test
    void everyPageSpeaksEnglishInTheDark() {
        Member owner = verified("Appels de l’Est");
        try (Window window = open(Look.WIDE.english().inTheDark().narrow())) {
            enter(window, owner);
            for (String path : List.of(
                    "/pro",
                    "/pro/membres",
                    "/pro/cles",
                    "/pro/webhooks",
                    "/pro/webhooks/nouveau",
                    "/pro/mandats",
                    "/pro/formule",
                    "/pro/dossier",
                    "/pro/entreprise",
                    "/pro/scellement",
                    "/pro/provenance",
                    "/pro/securite",
                    "/pro/securite/appareils",
                    "/pro/securite/application",
                    "/pro/securite/codes",
                    "/pro/securite/cles-d-acces")) {
                assertThat(window.go(path)).as(path).isEqualTo(200);
                window.examine("english-" + path.substring(1).replace('/', '-'));
                assertThat(window.page().locator("html").getAttribute("lang")).isEqualTo("en");
            }
        }
    }

    @Test
    void otherDevicesAreSeenAndSignedOut() {
        Member owner = verified("Appels du Nord");
        try (Window mine = open(Look.WIDE);
                Window other = open(Look.WIDE.narrow())) {
            enter(mine, owner);
            enter(other, owner);
            mine.go("/pro/securite");
            mine.follow("Voir les appareils connectés");
            mine.arrives("/pro/securite/appareils").sees("Cet appareil").examineEveryWay("devices");
            mine.press("Déconnecter tous les autres");
            mine.sees("Tous les autres appareils sont déconnectés").examine("devices-alone");
            other.go("/pro/cles");
            assertThat(other.path()).isEqualTo("/pro/connexion");
        }
    }

    @Test
    void wrongCodeTenTimesIsSlowedDown() {
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = open(Look.WIDE)) {
            signUp(window, email);
            window.press("Se déconnecter");
            window.go("/pro/connexion");
            window.fill("Adresse électronique", email)
                    .fill("Mot de passe", "faux")
                    .press("Continuer");
            assertThat(window.typed("Adresse électronique")).isEqualTo(email);
            assertThat(window.typed("Mot de passe")).isEmpty();
            window.sees("L’adresse ou le mot de passe est inexact").examine("sign-in-wrong");
            window.fill("Mot de passe", PASSWORD).press("Continuer");
            int tries = 0;
            while (!window.page().locator("main").innerText().contains("trop de demandes") && tries++ < 10) {
                window.fill("Code à 6 chiffres", "000000").press("Se connecter");
            }
            window.sees("trop de demandes").examine("second-factor-slowed");
            assertThat(tries).isLessThan(10);
        }
    }

    /** The code in the letter to the company of a member. */
    private static String approve(String email) {
        UUID company = server.database()
                .database()
                .accounts()
                .sql(
                        "select m.company from accounts.member m join accounts.credential c on c.id = m.id where c.email = ?")
                .param(email)
                .query(UUID.class)
                .single();
        RegisterLetters letters = server.bean(RegisterLetters.class);
        letters.approve(company, "9 rue du Répertoire\n75001 Paris", "staff:test");
        return letters.print(company, "staff:test").code();
    }

    /** The code that an authenticator makes of the key that was written beside the square. A minute later than the last. */
    private static String code(String letters) {
        server.clock().move(Duration.ofMinutes(1));
        return Totp.code(letters.replaceAll("\\s", ""), server.clock().instant());
    }

    static synchronized String siren() {
        String eight = "0009%04d".formatted(count++);
        for (int last = 0; last < 10; last++) {
            if (luhn(eight + last) % 10 == 0) {
                return eight + last;
            }
        }
        throw new AssertionError();
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum;
    }
}
