package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** Passkeys in a real browser, with an authenticator that DevTools lends it. */
final class PasskeysBrowserIT extends BrowserJourney {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";

    private static final Pattern ANSWER = Pattern.compile("(?:^|&)answer=([^&]*)");

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
    }

    @Test
    @Tag("check-long")
    void consumerAddsAPasskeySignsOutAndComesInByIt() {
        UUID consumer = consumer("01 99 00 40 01", "cle@example.org");
        List<String> answers = new ArrayList<>();
        try (Window window = open(Look.WIDE)) {
            window.withAuthenticator();
            window.page().onRequest(request -> keep(request, answers));
            window.go(server.signInPath(new SignedIn.Consumer(consumer)));
            window.go("/espace");
            window.follow("Clés d’accès");
            window.sees("Vous n’avez pas de clé d’accès").examine("passkeys-none");
            window.fill("Nom de la clé", "").press("Créer la clé d’accès");
            window.page().getByText("porte un nom de 60 caractères").waitFor();
            window.fill("Nom de la clé", "Téléphone").press("Créer la clé d’accès");
            window.page().getByText("La clé d’accès est ajoutée").waitFor();
            window.sees("Téléphone").sees("jamais").examine("passkeys-one");
            window.press("Créer la clé d’accès");
            window.page().getByText("Cet appareil a déjà une de vos clés").waitFor();

            window.press("Se déconnecter");
            assertThat(window.go("/espace/cles-d-acces")).isEqualTo(200);
            assertThat(window.path()).isEqualTo("/espace/connexion");
            window.examine("sign-in-consumer").press("Entrer avec une clé d’accès");
            window.arrives("/espace/cles-d-acces").sees("Téléphone");
            assertThat(window.page().locator("tbody").innerText()).doesNotContain("jamais");
            window.go("/espace");
            window.sees("01 99 00 40 01");

            replay(window, answers.getLast());
            window.sees("Cette clé d’accès n’ouvre rien ici").examine("sign-in-consumer-refused");
            window.go("/espace");
            assertThat(window.path()).isEqualTo("/espace/connexion");

            window.press("Entrer avec une clé d’accès").arrives("/espace");
            window.go("/espace/cles-d-acces");
            window.follow("Retirer la clé Téléphone");
            window.examine("passkey-remove").press("Retirer la clé");
            window.sees("La clé d’accès est retirée").press("Se déconnecter");
            window.go("/espace/connexion");
            window.press("Entrer avec une clé d’accès").arrives("/espace/connexion/cle");
            window.sees("Cette clé d’accès n’ouvre rien ici");
        }
        assertThat(mails.to("cle@example.org")).contains("consumer/passkey-added", "consumer/passkey-removed");
    }

    @Test
    void memberEnrolsAPasskeyAndPassesOnlyWithIt() {
        Member member = company("cle-pro@example.org");
        try (Window window = open(Look.WIDE)) {
            window.withAuthenticator();
            passwordAt(window, member.email());
            window.examine("second-factor-enrolment");
            assertThat(window.go("/pro")).isEqualTo(200);
            assertThat(window.path()).isEqualTo("/pro/second-facteur");
            window.fill("Nom de la clé", "Bureau").press("Créer la clé d’accès");
            window.page().getByText("Notez vos codes de secours").first().waitFor();
            window.examine("recovery-codes").follow("Je les ai notés, continuer");
            assertThat(window.path()).isEqualTo("/pro");
            window.go("/pro/securite");
            window.sees("C’est votre seul second facteur").examine("security-passkey");
            assertThat(window.page().getByText("Retirer la clé").count()).isZero();

            window.press("Se déconnecter");
            passwordAt(window, member.email());
            window.examine("second-factor-passkey");
            window.go("/pro/cles");
            assertThat(window.path()).as("the password alone").isEqualTo("/pro/second-facteur");
            window.press("Continuer avec une clé d’accès").arrives("/pro");

            window.go("/pro/securite");
            window.follow("Configurer une application");
            window.examine("proof").press("Continuer avec une clé d’accès");
            window.page().getByText("Saisissez ci-dessous le code").waitFor();
            window.examine("another-authenticator");
            window.fill("Code à 6 chiffres", "000000").press("Activer");
            window.sees("Ce code est inexact").examine("another-authenticator-wrong");
        }
        assertThat(mails.to(member.email())).contains("company/passkey-added");
    }

    @Test
    void stolenSessionWithoutThePasskeyGetsNothing() {
        Member member = company("vol@example.org");
        try (Window owner = open(Look.WIDE)) {
            owner.withAuthenticator();
            passwordAt(owner, member.email());
            owner.fill("Nom de la clé", "Bureau").press("Créer la clé d’accès");
            owner.page().getByText("Notez vos codes de secours").first().waitFor();
        }
        SignedIn stolen = new SignedIn.Member(member.id(), member.company(), SignedIn.Role.OWNER, false);
        try (Window thief = open(Look.WIDE)) {
            thief.withAuthenticator();
            thief.go(server.signInPath(stolen));
            for (String page : List.of("/pro", "/pro/cles", "/pro/securite", "/pro/securite/cles-d-acces")) {
                thief.go(page);
                assertThat(thief.path()).as(page).isEqualTo("/pro/second-facteur");
            }
            thief.press("Continuer avec une clé d’accès");
            thief.page().getByText("La clé d’accès n’a pas été utilisée").waitFor();
            assertThat(thief.page().content()).doesNotContain("Créer la clé");
        }
        SignedIn whole = new SignedIn.Member(member.id(), member.company(), SignedIn.Role.OWNER, true);
        try (Window thief = open(Look.WIDE)) {
            thief.withAuthenticator();
            thief.go(server.signInPath(whole));
            thief.go("/pro/securite/cles-d-acces");
            thief.fill("Code de secours", "000000").press("Continuer");
            thief.sees("Ce code est inexact").examine("proof-wrong");
        }
    }

    @Test
    void pagesSayTheOtherWayWithoutScript() {
        UUID consumer = consumer("01 99 00 40 02", "sans@example.org");
        for (Look look : List.of(Look.WIDE.withoutScript(), Look.WIDE.english().narrow())) {
            boolean french = look.language().startsWith("fr");
            try (Window window = open(look)) {
                window.go("/espace/connexion");
                assertThat(window.page()
                                .getByText(french ? "demandez le lien ci-dessus" : "ask for the link above")
                                .isVisible())
                        .isEqualTo(!look.script());
                window.examine("sign-in-consumer");
                window.go(server.signInPath(new SignedIn.Consumer(consumer)));
                window.go("/espace/cles-d-acces");
                assertThat(window.page()
                                .getByText(french ? "Votre navigateur ne propose pas" : "Your browser offers no")
                                .isVisible())
                        .isEqualTo(!look.script());
                window.examine("passkeys-none");
            }
        }
    }

    /** Sends an old answer once more, after a new question was asked. */
    private static void replay(Window window, String answer) {
        window.press("Se déconnecter");
        window.go("/espace/connexion");
        window.page().evaluate("""
                        async (answer) => {
                          const form = document.querySelector("form[data-passkey]");
                          await fetch(form.dataset.ask, { method: "POST", body: new URLSearchParams(new FormData(form)) });
                          form.elements.answer.value = answer;
                          form.submit();
                        }""", answer);
        window.arrives("/espace/connexion/cle");
    }

    private static void keep(Request request, List<String> answers) {
        String body = request.postData();
        if (request.url().endsWith("/espace/connexion/cle") && body != null) {
            Matcher answer = ANSWER.matcher(body);
            if (answer.find()) {
                answers.add(URLDecoder.decode(answer.group(1), StandardCharsets.UTF_8));
            }
        }
    }

    private static void passwordAt(Window window, String email) {
        window.go("/pro/connexion");
        window.fill("Adresse électronique", email)
                .fill("Mot de passe", PASSWORD)
                .press("Continuer");
        assertThat(window.path()).isEqualTo("/pro/second-facteur");
    }

    private static UUID consumer(String number, String email) {
        Consumers consumers = server.bean(Consumers.class);
        consumers.ask(number, email, Locale.FRENCH);
        return ((Consumers.Opposed.Registered) consumers.confirm(mails.token(email))).consumer();
    }

    private static Member company(String email) {
        Companies companies = server.bean(Companies.class);
        return companies.found(
                new Company.Form("000 000 018", "Appels & Cie", "1 rue de l’Essai", "Camille Exemple"),
                new Member.Details("Camille Exemple", email, PASSWORD, Locale.FRENCH));
    }
}
