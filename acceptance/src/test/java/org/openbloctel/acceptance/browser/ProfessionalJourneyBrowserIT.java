package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.credential.Totp;
import org.openbloctel.server.app.ServerFixture;

/** A company's way from the sign-up to its first invitation; each page in English, too. */
final class ProfessionalJourneyBrowserIT {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String LONG = "Société-par-actions-simplifiée-unipersonnelle-de-télésecrétariat-et-d’accueil";

    private static int count;

    private static ServerFixture server;
    private static Browser browser;
    private static Mails mails;

    @BeforeAll
    static void start() {
        server = ServerFixture.startAtItsAddress();
        browser = Browser.start();
        mails = new Mails(server);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    static Stream<Look> looks() {
        return Stream.of(Look.WIDE, Look.WIDE.withoutScript());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void companySignsUpAndInvitesSomebody(Look look) {
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = browser.open(server.address(), look)) {
            signUp(window, email);
            window.sees("L’exploitant n’a pas encore vérifié").examine("overview-to-verify");
            verify();
            window.go("/pro");
            window.examine("overview");
            people(window);
        }
        assertThat(mails.to(email)).contains("company/confirm", "company/verified");
    }

    private static void signUp(Window window, String email) {
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
        assertThat(window.path()).isEqualTo("/pro/second-facteur");
        window.fill("Code à 6 chiffres", code(window)).press("Activer");
        window.sees("Notez vos codes de secours").examine("recovery-codes");
        window.follow("Je les ai notés, continuer");
        assertThat(window.path()).isEqualTo("/pro");
        try (Window late = browser.open(server.address(), Look.WIDE)) {
            assertThat(late.go(link)).isEqualTo(410);
            late.sees("Ce lien ne sert plus").examine("company-link-over");
        }
    }

    private static void people(Window window) {
        window.follow("Personnes").examine("members");
        window.press("Envoyer l’invitation").examine("members-wrong");
        String other = UUID.randomUUID() + "@example.org";
        window.fill("Adresse électronique", other)
                .choose("Auditeur : lit tout, ne télécharge aucun fichier d’appel")
                .press("Envoyer l’invitation");
        window.sees("L’invitation est partie").sees(other).examine("members-invited");
        try (Window guest = browser.open(server.address(), Look.WIDE)) {
            guest.go("/professionnels/invitation?jeton=" + mails.token(other));
            guest.sees("On vous invite comme auditeur").examine("invitation");
        }
    }

    @Test
    void everyPageSpeaksEnglishInTheDark() {
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = browser.open(server.address(), Look.WIDE)) {
            signUp(window, email);
            verify();
            window.follow("English");
            for (String path : List.of(
                    "/pro",
                    "/pro/membres",
                    "/pro/cles",
                    "/pro/mandats",
                    "/pro/formule",
                    "/pro/entreprise",
                    "/pro/securite",
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
    void wrongCodeTenTimesIsSlowedDown() {
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = browser.open(server.address(), Look.WIDE)) {
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

    private static void verify() {
        Companies companies = server.bean(Companies.class);
        server.database()
                .database()
                .accounts()
                .sql("select id from accounts.company where state = 'TO_VERIFY'")
                .query(UUID.class)
                .list()
                .forEach(id -> companies.verify(id, "staff:test"));
    }

    /** The code that an authenticator makes of the key that is written beside the square. A minute later than the last. */
    private static String code(Window window) {
        server.clock().move(Duration.ofMinutes(1));
        String letters = window.page().locator("p.secret").innerText().replaceAll("\\s", "");
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < letters.length(); i++) {
            number = number.shiftLeft(5)
                    .or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letters.charAt(i))));
        }
        byte[] all = number.toByteArray();
        byte[] secret = new byte[20];
        int length = Math.min(all.length, secret.length);
        System.arraycopy(all, all.length - length, secret, secret.length - length, length);
        return Totp.code(secret, server.clock().instant());
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
