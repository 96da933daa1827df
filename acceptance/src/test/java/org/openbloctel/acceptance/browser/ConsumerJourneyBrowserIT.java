package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A consumer's whole way, from the number on the home page until their data are erased; each page and state is scanned. */
final class ConsumerJourneyBrowserIT extends BrowserJourney {
    private static int count;

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = new Gateway();
        start(ServerFixture.startAtItsAddress(gateway.settings()));
        new Caller(server.database(), "000000018", "Exemple");
    }

    @AfterAll
    static void closeGateway() {
        gateway.close();
    }

    static Stream<Look> looks() {
        return Look.ways(
                Look.WIDE, Look.WIDE.withoutScript(), Look.WIDE.narrow().byKeyboard());
    }

    @Journey
    void numberIsPutOnTheListAndTakenOffAgain(Look look) {
        String number = number();
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = open(look)) {
            String receipt = register(window, number, email);
            consents(window, number);
            space(window, receipt);
            check(
                    window,
                    email,
                    window.page().locator("dl.facts dd.number").nth(1).innerText());
            erase(window);
        }
        assertThat(mails.to(email))
                .contains(
                        "consumer/confirm",
                        "consumer/receipt",
                        "consumer/withdrawal",
                        "consumer/check",
                        "consumer/erased");
    }

    private static String register(Window window, String number, String email) {
        window.go("/");
        window.fill("Votre numéro", number).press("Continuer");
        window.examine("register");
        window.fill("Adresse électronique", "pas une adresse").press("Recevoir le lien");
        assertThat(plain(window.typed("Numéro de téléphone"))).isEqualTo(number);
        assertThat(window.typed("Adresse électronique")).isEqualTo("pas une adresse");
        assertThat(window.page().title()).startsWith("Erreur");
        window.examine("register-wrong");
        window.fill("Adresse électronique", email).press("Recevoir le lien");
        window.sees("Consultez votre messagerie").sees(number).sees(email).examine("register-sent");

        String link = "/confirmer?jeton=" + mails.token(email);
        window.go(link);
        window.go(link);
        assertThat(mails.to(email)).as("opening is not confirming").containsExactly("consumer/confirm");
        window.examine("register-confirm").press("Confirmer l’inscription");

        window.sees("Le numéro sera inscrit dès que vous aurez saisi le code").examine("code");
        window.press("Par un appel qui le dicte").sees("Le code est envoyé");
        window.fill("Code reçu", gateway.code().equals("000000") ? "111111" : "000000")
                .press("Vérifier");
        window.sees("Essais restants").examine("code-wrong");
        window.fill("Code reçu", gateway.code()).press("Vérifier");
        window.sees("Récépissé d’inscription").sees(number).examine("receipt");
        String receipt = window.path();
        assertThat(window.fetch(receipt + "/recepisse.pdf")).startsWith("%PDF");

        server.clock().move(Duration.ofMinutes(1));
        assertThat(window.go(link)).isEqualTo(410);
        window.sees("Ce lien n’est plus valable").examine("link-over");
        return receipt;
    }

    private static void consents(Window window, String number) {
        String day = "2026-11-24T15:00:00+01:00";
        ClaimedConsent claim = Claims.of(
                "ref-" + number.substring(number.length() - 4),
                number,
                null,
                List.of("000000034"),
                "des fenêtres",
                "other",
                day,
                day.replace("2026", "2027"));
        UUID company = JdbcClient.create(server.database().owner())
                .sql("select id from accounts.company where siren = '000000018'")
                .query(UUID.class)
                .single();
        assertThat(server.bean(Consents.class)
                        .record(company, "key:1", false, List.of(claim))
                        .getFirst()
                        .refusal())
                .isNull();
        permission(window);
        link(window);
        window.go("/espace/consentements");
        window.sees("des fenêtres").sees("En cours").examine("consents");
        window.press("Retirer tous mes consentements");
        window.sees("Les entreprises en sont averties").examine("consents-withdrawn");
        window.go("/retirer-mon-consentement");
        window.examine("consent-ask");
        window.fill("Numéro de téléphone", number).press("Par SMS");
        window.sees("Saisissez le code reçu").examine("consent-code");
        window.fill("Code reçu", gateway.code()).press("Vérifier");
        window.sees("des fenêtres").sees("Retiré").examine("consent-list");
    }

    private static void permission(Window window) {
        window.go("/espace/consentements");
        window.follow("Autoriser une entreprise à m’appeler");
        window.fill("Nom ou SIREN de l’entreprise", "exemp").press("Chercher");
        window.sees("Entreprises trouvées").examine("permit-find");
        window.follow("Exemple (SIREN 000000018)");
        window.press("Donner cette autorisation");
        window.sees("Une autorisation dit pour quels produits").examine("permit-wrong");
        window.fill("Pour quels produits ou services", "l’entretien de ma chaudière");
        window.page().locator("#subject").selectOption("other");
        window.page().locator("#given").check();
        window.press("Donner cette autorisation");
        window.sees("Vous autorisez Exemple à vous appeler").sees("dans votre espace");
        String proof = window.page().locator("a[href$='/preuve.pdf']").first().getAttribute("href");
        assertThat(window.fetch(proof)).startsWith("%PDF");
    }

    private static void link(Window window) {
        UUID consent = JdbcClient.create(server.database().owner())
                .sql("select id from accounts.consent where channel = 'web' order by seq desc limit 1")
                .query(UUID.class)
                .single();
        String link = server.bean(ConsentLinks.class).of(consent);
        window.go(link.replaceFirst("^https?://[^/]+", ""));
        if (window.page().locator("#open-link").isVisible()) { // without scripts
            window.fill("Lien reçu", link).press("Ouvrir");
        }
        window.sees("Retirer ce consentement").sees("des fenêtres").examine("consent-link");
    }

    private static void space(Window window, String receipt) {
        window.go("/espace");
        window.sees("sur 10 possibles").examine("space");
        window.fill("Numéro de téléphone", "12").press("Ajouter");
        assertThat(window.typed("Numéro de téléphone")).isEqualTo("12");
        window.examine("space-wrong");
        String second = number();
        window.fill("Numéro de téléphone", second).press("Ajouter");
        window.press("Par SMS").fill("Code reçu", gateway.code()).press("Vérifier");
        window.sees("Récépissé d’inscription").sees(second);
        window.follow("Retirer ce numéro").examine("withdraw");
        window.press("Retirer le numéro").sees("est retirée").examine("space-ended");
        window.fill("Numéro de téléphone", number()).press("Ajouter");
        window.go("/espace");
        window.sees("En attente de leur code").examine("space-waiting");
        window.press("Abandonner").sees("La demande est abandonnée");
        window.go(receipt);
        window.sees("3 ans, jusqu’au").sees("se renouvelle d’elle-même");
    }

    private static void check(Window window, String email, String registrationNumber) {
        window.go("/verifier-mon-inscription");
        window.fill("Numéro d’inscription", "1234")
                .fill("Adresse électronique", email)
                .press("Recevoir un lien");
        assertThat(window.typed("Adresse électronique")).isEqualTo(email);
        window.examine("check-wrong");
        window.fill("Numéro d’inscription", registrationNumber).press("Recevoir un lien");
        window.sees("Consultez votre messagerie");
        window.go("/verifier-mon-inscription/resultat?jeton=" + mails.token(email));
        window.examine("check-confirm").press("Voir l’état");
        window.sees("État de l’inscription").sees("Inscrit").examine("check-result");
    }

    private static void erase(Window window) {
        window.go("/espace/donnees");
        window.examine("data");
        assertThat(window.fetch("/espace/donnees/export.json")).contains("registrations");
        window.follow("Effacer mes données").press("Effacer");
        window.sees("Cochez la case pour confirmer").examine("erase-wrong");
        window.choose("Je veux effacer toutes mes données").press("Effacer");
        window.sees("Vos numéros ont quitté la liste").examine("erased");
        window.go("/espace");
        assertThat(window.path()).isEqualTo("/espace/connexion");
    }

    @Test
    void wrongCodesEndInAWait() {
        try (Window window = signedIn(Look.WIDE)) {
            window.go("/espace");
            window.fill("Numéro de téléphone", number()).press("Ajouter");
            window.press("Par SMS");
            String wrong = gateway.code().equals("000000") ? "111111" : "000000";
            int tries = 0;
            while (!window.page().locator("main").innerText().contains("Trop de codes erronés") && tries++ < 10) {
                window.fill("Code reçu", wrong).press("Vérifier");
            }
            window.sees("Trop de codes erronés ont été saisis").examine("code-locked");
            window.fill("Code reçu", gateway.code()).press("Vérifier");
            window.sees("Trop de codes erronés ont été saisis");
        }
    }

    @Test
    void numberThatWasWithdrawnInAnotherWindowIsNotWithdrawnTwice() {
        try (Window window = signedIn(Look.WIDE)) {
            window.go("/espace");
            window.page().locator("table.list tbody a").first().click();
            window.follow("Retirer ce numéro");
            Page other = window.page().context().newPage();
            other.navigate(window.path());
            window.press("Retirer le numéro").sees("est retirée");
            server.clock().move(Duration.ofMinutes(1));
            other.locator("main button").click();
            assertThat(other.locator("main").innerText()).contains("Cette inscription avait déjà pris fin");
        }
    }

    @Test
    void everyPageSpeaksEnglishInTheDark() {
        Look look = Look.WIDE.english().inTheDark().narrow();
        try (Window window = signedIn(look)) {
            window.go("/espace");
            String receipt = String.valueOf(
                    window.page().locator("table.list tbody a").first().getAttribute("href"));
            for (String path : List.of(
                    "/inscription",
                    "/verifier-mon-inscription",
                    "/espace",
                    receipt,
                    receipt + "/retrait",
                    "/espace/adresse",
                    "/espace/donnees",
                    "/espace/donnees/effacement",
                    "/espace/cles-d-acces",
                    "/espace/appareils")) {
                assertThat(window.go(path)).as(path).isEqualTo(200);
                window.examine(path.substring(1)
                        .replaceAll("[^a-z-]+[0-9a-f-]{30,}", "-one")
                        .replace('/', '-'));
                assertThat(window.page().locator("html").getAttribute("lang")).isEqualTo("en");
            }
        }
    }

    /** A new person with one number on the list. */
    private static Window signedIn(Look look) {
        String number = number();
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = open(Look.WIDE.withoutScript())) {
            window.go("/inscription");
            window.fill("Numéro de téléphone", number)
                    .fill("Adresse électronique", email)
                    .press("Recevoir le lien");
            window.go("/confirmer?jeton=" + mails.token(email));
            window.press("Confirmer l’inscription").press("Par SMS");
            window.fill("Code reçu", gateway.code()).press("Vérifier");
            window.go("/espace/connexion");
            window.fill("Adresse électronique", email).press("Recevoir un lien");
        }
        Window window = open(look);
        window.go("/espace/ouvrir?jeton=" + mails.token(email));
        window.page().locator("main button").click();
        assertThat(window.path()).isEqualTo("/espace");
        return window;
    }

    private static synchronized String number() {
        count++;
        return "06 39 98 %02d %02d".formatted(count / 100, count % 100);
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
