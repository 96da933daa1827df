package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.acceptance.browser.Browser;
import org.openbloctel.acceptance.browser.Gateway;
import org.openbloctel.acceptance.browser.Window;

/**
 * The whole story on what ships, in a browser, as each of the people in it: a company is told that a number is opposed and calls it, the
 * consumer complains, two inspectors sanction the company, everyone reads it. The clock of the server and of its database moves by five weeks.
 */
@Tag("check-long")
final class StoryBrowserIT {
    /** More than the clock moves: it is never ahead of the times of files, which none can move. The sweep would take new ones for old. */
    private static final int DAYS = 50;

    /** One that is on the demo's list and in none of its files. */
    private static final String OPPOSED = "03 53 01 70 23";

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String CALLER = "01 99 00 66 12";
    private static final String COMPANY = "Fenêtres de la Rade (fictif)";
    private static final String SIREN = "000000018";
    private static final String CONSUMER = "maelle.exemple@courriel.example";
    private static final String OTHER_OWNER = "noa.lambert@phare.example";
    private static final String COLLEAGUE = "lou.exemple@controle.example";
    private static final String ASKER = "camille.exemple@courriel.example";
    private static final String FIRM = "charlie.exemple@plomberie.example";

    @TempDir
    private static Path home = Path.of(".");

    private static ShippedServer server;
    private static DemoMails mails;
    private static Browser browser;
    private static Cast cast;
    private static Gateway gateway;
    private static Rooms rooms;
    private static String begun = "";

    @BeforeAll
    static void start() throws Exception {
        gateway = new Gateway();
        LocalDate first = LocalDate.now(PARIS).minusDays(DAYS);
        begun = first.toString();
        WrongClock clock = new WrongClock(WrongClock.compiledIn(home).orElseThrow(), home.resolve("shift"));
        server = new ShippedServer(
                Shipment.into(home.resolve("shipped")),
                home,
                clock,
                first.atTime(10, 0).atZone(PARIS).toInstant(),
                Stream.concat(
                                Stream.of(gateway.settings()),
                                Stream.of(
                                        "openbloctel.http.requests-a-minute.address=6000",
                                        "openbloctel.http.requests-a-minute.person=6000"))
                        .toArray(String[]::new));
        mails = new DemoMails(server);
        browser = Browser.start();
        cast = new Cast(server, browser);
        rooms = new Rooms(server, cast, mails);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        gateway.close();
    }

    @Test
    void complaintsLeadToASanctionThatEveryoneReads() throws Exception {
        LocalDate told = companyIsToldThatANumberIsOpposed();
        server.move(Duration.ofDays(3).plusHours(5));
        long complaints = inJson("complaints");
        long closed = inJson("complaints-closed");
        List<String> links = consumerComplainsTwice();
        String complaint = inspectorFindsTheCompany(told);
        server.move(Duration.ofDays(1));
        String signal = inspectorReadsTheSignal();
        String dossier = inspectorSendsTheLetter(signal);
        String secret = othersGetNothing(
                List.of(dossier, "/inspection/plaintes.csv", complaint, complaint + "/preuves", dossier + "/export"));
        companyAnswers(dossier.substring(dossier.lastIndexOf('/') + 1));
        server.move(Duration.ofDays(31));
        counted("complaints", complaints + 2);
        counted("complaints-closed", closed);
        assertThat(published("/sanctions.csv") + published("/sanctions.json")).doesNotContain(SIREN);
        twoInspectorsDecide(dossier, secret);
        consumerReadsTheOutcome(links);
        everyoneReadsTheSanction();
        counted("complaints-closed", closed + 2);
    }

    private static LocalDate companyIsToldThatANumberIsOpposed() throws Exception {
        String file = "Nom;Téléphone\nMaëlle Exemple;" + OPPOSED + "\nLou Exemple;03 53 01 70 24\n";
        try (Window window = cast.enter("owner", "/pro")) {
            window.go("/pro/depots/nouveau");
            window.page()
                    .locator("#file")
                    .setInputFiles(new FilePayload("isolation.csv", "text/csv", file.getBytes(UTF_8)));
            window.press("Déposer le fichier");
            window.page().waitForURL(address -> address.matches(".*/pro/depots/[0-9a-f-]{36}"));
            window.page().getByText("Fichiers rendus").first().waitFor();
            window.sees("Inscrites sur la liste").examine("story-told");
            return cast.today();
        }
    }

    /** The second time, one of the calls again, and a later one. Answers the secret links. */
    private static List<String> consumerComplainsTwice() throws Exception {
        try (Window window = cast.visitor()) {
            window.go("/");
            window.follow("Signaler un appel");
            complain(window, 0, "09:40", CONSUMER, List.of(1, 2));
            window.sees("enregistré sous la référence").examine("story-complaint");
            String first = secret(window);
            window.go("/signaler");
            complain(window, 0, "12:20", "", List.of(1));
            window.sees("enregistré sous la référence");
            String second = secret(window);
            assertThat(second).isNotEqualTo(first);
            window.go(mails.link(CONSUMER, "/signaler/suivi/adresse"));
            window.press("Confirmer mon adresse").sees("Votre adresse est vérifiée");
            return List.of(first, second);
        }
    }

    private static void complain(Window window, int daysAgo, String hour, String email, List<Integer> others) {
        window.fill("Quel numéro a été appelé\u00a0?", OPPOSED)
                .fill("Quel jour\u00a0?", cast.today().minusDays(daysAgo).toString())
                .fill("À quelle heure\u00a0?", hour)
                .fill("Quel numéro s’affichait\u00a0?", CALLER);
        window.page().locator("#subject").selectOption("insurance");
        window.page().locator("details:has(#others) > summary").click();
        StringBuilder log = new StringBuilder();
        others.forEach(days -> log.append(cast.today().minusDays(days))
                .append(" 11:15 ")
                .append(CALLER)
                .append('\n'));
        window.page().locator("#others").fill(log.toString());
        window.page().locator("#email").fill(email);
        window.press("Envoyer le signalement");
    }

    private static String secret(Window window) {
        return String.valueOf(window.page()
                .locator("a[href^='/signaler/suivi#jeton=']")
                .first()
                .getAttribute("href"));
    }

    /** The evidence says which company knew; answers the page of the first complaint, which the other one follows. */
    private static String inspectorFindsTheCompany(LocalDate told) throws Exception {
        try (Window window = cast.enter("inspector", "/inspection")) {
            window.go("/inspection/plaintes");
            window.fill("Numéro affiché", CALLER).press("Chercher");
            window.page().locator("main tbody th a").first().click();
            window.page().locator("#purpose").selectOption("TRIAGE");
            window.press("Ouvrir le signalement");
            window.sees("Autres signalements du même appel").sees(CALLER).examine("story-complaint-read");
            String page = window.path();
            window.follow("Voir les preuves")
                    .sees(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH)
                            .format(told))
                    .sees(COMPANY + " (SIREN " + SIREN
                            + ") vérifie le numéro (fichier). Réponse : inscrit sur la liste.");
            assertThat(window.page().getByText("vérifie le numéro").count()).isEqualTo(1);
            window.go(page);
            window.follow("Attribuer à une entreprise");
            window.page().locator("#nom").fill("Fenêtres de la Rade");
            window.press("Chercher");
            window.page().locator("#company").check();
            window.press("Attribuer à cette entreprise").sees("Le signalement est attribué");
            window.follow("Voir les preuves")
                    .sees("La dernière vérification avait trouvé une opposition")
                    .examine("story-evidence");
            return page;
        }
    }

    /** Found in the night after the complaints were attributed. Answers its page. */
    private static String inspectorReadsTheSignal() throws Exception {
        try (Window window = cast.enter("inspector", "/inspection")) {
            String signals = "/inspection/signaux?type=told-opposed";
            ShippedIT.until(
                    () -> {
                        window.go(signals);
                        return window.page().content();
                    },
                    page -> page.contains(COMPANY));
            window.follow(COMPANY)
                    .sees("Ce qui a été compté")
                    .sees("SIREN " + SIREN)
                    .examine("story-signal");
            return window.path();
        }
    }

    /** Adds the signal to the case, too. Answers the page of the case. */
    private static String inspectorSendsTheLetter(String signal) throws Exception {
        try (Window window = cast.enter("inspector", "/inspection")) {
            window.go("/inspection/dossiers/nouveau?siren=" + SIREN);
            List<Locator> complaints =
                    window.page().locator("input[name=complaints]").all();
            for (Locator one : complaints) {
                one.setChecked(one.locator("xpath=..").innerText().contains("Assurance"));
            }
            window.press("Ouvrir le dossier").sees("Le dossier est ouvert");
            String dossier = window.path();
            window.go(signal);
            String chosen = dossier.substring(dossier.lastIndexOf('/') + 1);
            window.page()
                    .locator("form:has(input[value='" + chosen + "']) button")
                    .click();
            window.sees("Le signal est joint au dossier").examine("story-signal-in-case");
            window.follow("Voir le dossier").sees("Appel malgré la réponse de la liste");
            window.follow("Griefs").fill("Faits", "Des appels à une personne inscrite, sans accord.");
            window.choose("N’appeler qu’avec un consentement préalable").press("Enregistrer les griefs");
            window.follow("Envoyer le courrier");
            cast.prove(window, "Envoyer le courrier", server.secret("inspector"))
                    .sees("Le courrier est envoyé")
                    .examine("story-letter");
            return dossier;
        }
    }

    /** An inspector with a password alone, an operator, a member of another company, a visitor. Answers the new inspector's secret. */
    private static String othersGetNothing(List<String> pages) throws Exception {
        try (Window window = cast.enter("inspector", "/inspection")) {
            window.go("/inspection/agents");
            invite(window);
            cast.prove(window, "Envoyer l’invitation", server.secret("inspector"));
            window.sees("L’invitation est envoyée");
        }
        try (Window operator = cast.enter("registry-operator", "/operateur");
                Window member = cast.enter(OTHER_OWNER, "/pro");
                Window anonymous = cast.visitor()) {
            for (String page : pages) {
                assertThat(operator.go(page)).as("operator, %s", page).isEqualTo(403);
                assertThat(member.go(page)).as("other company, %s", page).isEqualTo(403);
                anonymous.go(page);
                assertThat(anonymous.path()).as(page).isEqualTo("/inspection/connexion");
            }
            String procedure = pages.getFirst().replace("/inspection/dossiers", "/pro/procedures");
            assertThat(member.go(procedure)).as("other company").isEqualTo(404);
            assertThat(operator.go(procedure)).as("operator").isEqualTo(403);
        }
        try (Window window = cast.visitor()) {
            window.go(mails.link(COLLEAGUE, "/inspection/mot-de-passe"));
            window.examine("story-new-password")
                    .fill("Mot de passe", Cast.PASSWORD)
                    .press("Enregistrer");
            cast.password(window, "/inspection", COLLEAGUE, Cast.PASSWORD);
            for (String page : pages) {
                window.go(page);
                assertThat(window.path())
                        .as("without a second factor, %s", page)
                        .isEqualTo("/inspection/second-facteur");
            }
            return cast.enrol(window);
        }
    }

    private static void invite(Window window) {
        window.fill("Nom", "Lou Exemple").fill("Adresse électronique", COLLEAGUE);
        window.choose("Agent : lit et traite les signalements");
    }

    private static void companyAnswers(String id) throws Exception {
        try (Window window = cast.enter("owner", "/pro")) {
            window.go("/pro/procedures");
            window.page().locator("a[href$='" + id + "']").first().click();
            window.sees("Les numéros appelés sont masqués");
            assertThat(window.page().content()).doesNotContain(OPPOSED.replace(' ', '\u00a0'));
            window.fill("Vos observations", "Le fichier n’avait pas été nettoyé.")
                    .press("Envoyer les observations")
                    .sees("versées au dossier")
                    .examine("story-answered");
        }
    }

    /** The one who was invited proposes: an inspector whom the proposer invited may not confirm. */
    private static void twoInspectorsDecide(String dossier, String secret) throws Exception {
        try (Window window = cast.visitor()) {
            cast.password(window, "/inspection", COLLEAGUE, Cast.PASSWORD);
            cast.code(window, secret);
            window.go(dossier);
            window.sees("Le fichier n’avait pas été nettoyé.").follow("Proposer une décision");
            window.choose("Amende, publiée");
            window.page().locator("#until").fill(cast.today().plusYears(1).toString());
            window.fill("Motifs de la décision", "Les faits sont établis.").press("Proposer la décision");
            window.sees("La décision est proposée").follow("Lire et décider");
            window.sees("Vous avez proposé cette décision");
        }
        try (Window window = cast.enter("inspector", "/inspection")) {
            window.go(dossier);
            window.follow("Lire et décider");
            cast.prove(window, "Confirmer la décision", server.secret("inspector"))
                    .sees("La décision est prise")
                    .examine("story-decided");
        }
    }

    private static void consumerReadsTheOutcome(List<String> links) throws Exception {
        try (Window window = cast.visitor()) {
            for (String link : links) {
                window.go(link);
                window.sees("L’entreprise a été sanctionnée.");
            }
            window.go(links.getFirst());
            window.sees(COMPANY);
            window.go(mails.link(CONSUMER, "/signaler/suivi"));
            window.sees("L’entreprise a été sanctionnée.").examine("story-outcome");
        }
    }

    private static void everyoneReadsTheSanction() throws Exception {
        try (Window window = cast.visitor()) {
            window.go("/sanctions");
            window.sees(COMPANY).sees("L.242-16").examine("story-sanctions");
        }
        assertThat(published("/sanctions.csv")).contains(SIREN, COMPANY);
        JsonElement sanction = JsonParser.parseString(published("/sanctions.json"));
        assertThat(sanction.toString()).contains(SIREN, "\"euros\":");
    }

    private static String published(String path) {
        return server.visitor().get(path).body();
    }

    /** Waits until a figure, added up since the story began, is this, as JSON and as CSV: it is counted every minute. */
    private static void counted(String code, long value) throws Exception {
        ShippedIT.until(
                () -> {
                    server.move(Duration.ofMinutes(1));
                    return List.of(inJson(code), inCsv(code));
                },
                both -> both.equals(List.of(value, value)));
    }

    private static long inJson(String code) {
        JsonArray values = JsonParser.parseString(published("/chiffres.json"))
                .getAsJsonObject()
                .getAsJsonArray("values");
        long sum = 0;
        for (JsonElement one : values) {
            JsonObject value = one.getAsJsonObject();
            sum += value.get("figure").getAsString().equals(code)
                            && hasBegun(value.get("period").getAsString())
                    ? value.get("value").getAsLong()
                    : 0;
        }
        return sum;
    }

    /** The figures of the demo's days before are invented. */
    private static boolean hasBegun(String day) {
        return day.compareTo(begun) >= 0;
    }

    private static long inCsv(String code) {
        return published("/chiffres.csv")
                .lines()
                .map(line -> line.split(";", -1))
                .filter(cells ->
                        hasBegun(cells[0]) && cells[1].equals("day") && cells[2].equals(code) && cells[3].isEmpty())
                .mapToLong(cells -> Long.parseLong(cells[4]))
                .sum();
    }

    @Test
    void feedOpensToItsKeyAlone() throws Exception {
        rooms.feedOpensToItsKeyAlone();
    }

    @Test
    void dossierIsVerifiedByEveryone() throws Exception {
        rooms.dossierIsVerifiedByEveryone();
    }

    @Test
    void incidentIsAnnouncedUntilItEnds() throws Exception {
        rooms.incidentIsAnnouncedUntilItEnds();
    }

    @Test
    void lostMailboxIsReplacedAfterAWeek() throws Exception {
        rooms.lostMailboxIsReplacedAfterAWeek(gateway);
    }

    @Test
    void smallFirmGoesFromTheQuestionnaireToItsPlan() throws Exception {
        try (Window window = cast.visitor()) {
            window.go("/que-faire");
            for (String answer : List.of(
                    "Mon entreprise, pour elle-même",
                    "Des consommateurs",
                    "Autre démarchage",
                    "Rien",
                    "D’être appelées pour cet objet, depuis moins d’un an",
                    "3\u00a0000 au plus",
                    "10 au plus",
                    "6\u00a0000 au plus")) {
                window.choose(answer).press("Continuer");
            }
            window.press("Continuer").sees("Petits fichiers").sees("autorisé").examine("story-advice");
            window.follow("Ouvrir un compte");
            String secret = signUp(window);
            try (Window operator = cast.enter("registry-operator", "/operateur")) {
                operator.go("/operateur/comptes?etat=TO_VERIFY");
                operator.follow("Plomberie Exemple");
                String address = "Adresse au répertoire Sirene";
                operator.fill(address, "1 rue de l’Essai\n00000 Démonstration");
                cast.prove(operator, "Valider les pièces et préparer la lettre", server.secret("registry-operator"))
                        .sees("La lettre est prête");
            }
            typeLetterCode(window);
            window.go("/pro/formule");
            window.follow("Choisir Petits fichiers");
            cast.stepUp(window, secret);
            window.sees("Petits fichiers").examine("story-order");
            window.press("Commander, avec obligation de paiement").sees("La commande est enregistrée");
        }
    }

    /** The demo shows what the post would bring. */
    private static void typeLetterCode(Window window) {
        window.go("/demo/codes");
        String code =
                window.page().locator("tr:has-text('Plomberie Exemple') strong").innerText();
        window.go("/pro/entreprise/code");
        window.fill("Code de la lettre", code).press("Vérifier l’entreprise").sees("Votre entreprise est vérifiée");
    }

    private static String signUp(Window window) throws Exception {
        window.fill("Numéro SIREN ou SIRET", "000 000 059")
                .fill("Nom de l’entreprise", "Plomberie Exemple")
                .fill("Adresse", "1 rue de l’Essai")
                .fill("Représentant légal", "Charlie Exemple")
                .fill("Votre adresse électronique", FIRM)
                .press("Envoyer");
        window.go(mails.link(FIRM, "/professionnels/confirmer"));
        window.fill("Mot de passe", Cast.PASSWORD).press("Créer le compte");
        window.fill("Adresse électronique", FIRM)
                .fill("Mot de passe", Cast.PASSWORD)
                .press("Continuer");
        return cast.enrol(window);
    }

    @Test
    void questionIsAskedAnsweredPublishedAndFound() throws Exception {
        String subject = "Un ornithorynque peut-il s’inscrire\u00a0?";
        try (Window window = cast.visitor();
                Window operator = cast.enter("registry-operator", "/operateur")) {
            window.go("/contact");
            window.fill("Votre adresse e-mail", ASKER)
                    .fill("Objet", subject)
                    .fill("Votre message", "Il a un téléphone.")
                    .press("Envoyer la question");
            String link = mails.link(ASKER, "/contact/suivi");
            operator.go("/operateur/questions");
            operator.follow(subject)
                    .fill("Votre réponse", "Oui, par son tuteur.")
                    .press("Envoyer la réponse");
            operator.sees("La réponse est partie").follow("Publier comme question fréquente");
            operator.fill("Question en anglais", "May a platypus register?")
                    .fill("Réponse en anglais", "Yes, by its guardian.");
            cast.prove(operator, "Publier", server.secret("registry-operator")).sees("La question est publiée");
            window.go(link);
            window.press("Confirmer mon adresse").sees("Oui, par son tuteur.");
            window.go("/aide");
            window.fill("Chercher dans l’aide", "ornithorinque").press("Chercher");
            window.examine("story-found").follow(subject);
            assertThat(window.path()).isEqualTo("/aide/faq");
            window.sees("Oui, par son tuteur.").examine("story-faq");
        }
    }
}
