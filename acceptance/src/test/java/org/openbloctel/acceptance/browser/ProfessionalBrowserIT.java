package org.openbloctel.acceptance.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.certificate.CertificateSamples;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** A professional's day: signs in with both factors, drops a file, sees it checked, takes what comes back, corrects. */
final class ProfessionalBrowserIT extends BrowserJourney {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String FILE =
            "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;pas de numéro\nDora;06 39 98 00 03\n";
    private static final String UNSURE = "a;b\n0639980001;0639980002\n0639980011;0639980003\n";
    private static final Pattern ONE = Pattern.compile(".*/pro/depots/[0-9a-f-]{36}");
    private static final String LONG =
            "un-nom-de-fichier-sans-aucun-espace-et-d-une-longueur-que-personne-ne-donne-mais-que-les-logiciels-font.csv";

    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        Hold signs = new Hold(Hold.Kind.SIGNS, "UNASSIGNED 41 %; NEIGHBOURS 12 %");
        start(ServerFixture.gated((task, made) ->
                task.released() || !task.fileName().equals("retenu.csv") ? Optional.empty() : Optional.of(signs)));
        caller = new Caller(server, "000000018", "Exemple & Fils").withPlan(500_000, 900_000);
        server.publish("0639980001\n0639980011\n");
    }

    @Test
    void signsInWithBothFactorsAndTakesAFileThroughToItsCertificate() throws IOException {
        byte[] secret = founded("deux.facteurs@example.org");
        try (Window window = open(Look.WIDE)) {
            window.go("/pro/depots");
            window.fill("Adresse électronique", "deux.facteurs@example.org")
                    .fill("Mot de passe", PASSWORD)
                    .press("Continuer");
            server.clock().move(Duration.ofMinutes(1));
            window.fill("Code à 6 chiffres", Totp.code(secret, server.clock().instant()))
                    .press("Se connecter");
            window.go("/pro/depots");
            window.sees("Vous n’avez encore déposé aucun fichier").examine("pro-submissions-empty");
            window.go("/pro");
            window.sees("Premiers pas").examine("pro-first-steps");
            window.follow("Déposer un premier fichier");
            window.page().waitForURL("**/pro/depots/nouveau");
            window.press("Déposer le fichier");
            window.sees("Choisissez un fichier.").examine("pro-submission-none-chosen");
            drop(window, "prospects.csv", FILE);
            window.page().waitForURL(ONE);
            ready(window, "Fichiers rendus").examine("pro-submission-ready");
            window.follow("Non inscrits");
            window.sees("Votre second facteur, à nouveau").examine("pro-first-download");
            server.clock().move(Duration.ofMinutes(1));
            window.fill("Code à 6 chiffres", Totp.code(secret, server.clock().instant()))
                    .press("Continuer");
            window.page().waitForURL(ONE);
            assertThat(taken(window, "Non inscrits"))
                    .isEqualTo("Nom;Téléphone\nBert;0639980002\nDora;06 39 98 00 03\n");
            assertThat(taken(window, "Attestation (PDF)")).startsWith("%PDF");
            window.page().reload();
            window.sees("Téléchargé – Non inscrits");
            window.follow("La page où chacun peut la vérifier");
            window.page().waitForURL("**/verifier/**");
            window.sees("prospects.csv");
        }
    }

    @Test
    void certificateOfACampaignIsReadOnAnyScreen() {
        UUID certificate = server.bean(Certificates.class)
                .issue(CertificateSamples.lawRequest(UUID.randomUUID(), "prospects.csv"))
                .id();
        try (Window window = open(Look.WIDE)) {
            window.go("/verifier/" + certificate);
            window.sees("Seule l’entreprise voit ici les fichiers").examineEveryWay("certificate-public");
            window.fill("Empreinte SHA-256 du fichier", "0123456789abcdef".repeat(4))
                    .press("Comparer");
            window.sees("C’est le fichier qui a été vérifié").examine("certificate-compared");
            signIn(window, new Caller(server, "552100554", "Fenêtres").owner(true));
            window.go("/verifier/" + certificate);
            window.sees("Lignes interdites, par règle").examineEveryWay("certificate-law");
        }
    }

    @Test
    @Tag("looks")
    void wrongColumnIsCorrectedOnThePage() {
        for (Look look : Look.ways(Look.WIDE, Look.WIDE.narrow()).toList()) {
            try (Window window = signedIn(look)) {
                choose(window, "export.csv", UNSURE);
                window.press("Déposer le fichier");
                window.page().waitForURL(ONE);
                ready(window, "Quelle colonne contient les numéros").examine("pro-submission-unsure");
                window.page()
                        .getByLabel("b", new Page.GetByLabelOptions().setExact(true))
                        .check();
                String before = window.path();
                window.press("Relire le fichier");
                window.page().waitForURL(address -> !address.endsWith(before));
                ready(window, "Fichiers rendus").sees("Non inscrits").examine("pro-submission-corrected");
                window.go(before);
                window.sees("Voir le dépôt qui le remplace").examine("pro-submission-replaced");
            }
        }
    }

    @Test
    @Tag("check-long")
    void largeFileGoesOnAfterAPauseAndACut(@TempDir Path folder) throws IOException {
        StringBuilder text = new StringBuilder("Nom;Téléphone\n");
        while (text.length() < 20 << 20) {
            text.append("Quelqu’un d’assez long pour faire de la place dans ce fichier;0639980002\n");
        }
        try (Window window = signedIn(Look.WIDE)) {
            AtomicInteger pieces = new AtomicInteger();
            Set<String> offsets = new HashSet<>();
            window.page().route("**/pro/depots/envois/*?octet=*", route -> {
                String offset = route.request().url().replaceAll(".*octet=", "");
                offsets.add(offset);
                if (pieces.incrementAndGet() == 2) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            window.go("/pro/depots/nouveau");
            // From the disk: 20 MiB through the browser's driver take some seconds.
            window.page().locator("#file").setInputFiles(Files.writeString(folder.resolve("gros.csv"), text));
            window.press("Déposer le fichier");
            window.page().getByText("Connexion perdue").waitFor();
            window.press("Mettre en pause");
            window.sees("Envoi en pause").examine("pro-upload-paused");
            window.press("Reprendre");
            window.page().waitForURL(ONE);
            ready(window, "Fichiers rendus");
            assertThat(offsets).as("nothing was sent twice but what got lost").hasSize(3);
        }
    }

    @Test
    void wholeLoopWorksWithoutScript() throws IOException {
        try (Window window = signedIn(Look.WIDE.withoutScript())) {
            choose(window, "sans-script.csv", FILE);
            window.press("Déposer le fichier");
            window.page().waitForURL(ONE);
            for (int i = 0; i < 100 && window.page().getByText("Actualiser").count() > 0; i++) {
                window.page().waitForTimeout(200);
                window.follow("Actualiser");
            }
            window.sees("Fichiers rendus").sees("Non inscrits");
            assertThat(taken(window, "Lignes inscrites")).isEqualTo("Nom;Téléphone\nAnne;0639980001\n");
            window.go("/pro/puis-je-appeler");
            window.fill("Numéros", "0639980001\n0639980002");
            window.page().locator("#subject").selectOption("windows-doors");
            window.page().locator("#relation").selectOption("ongoing-contract");
            window.press("Demander");
            window.sees("Réponses pour un appel le").sees("Prochain appel possible");
        }
    }

    @Test
    void keyboardAloneSubmitsAndDownloads() {
        try (Window window = signedIn(Look.WIDE)) {
            choose(window, "clavier.csv", FILE);
            window.page().locator("#file").focus();
            assertThat(window.tab()).isEqualTo("Déposer le fichier");
            window.page().keyboard().press("Enter");
            window.page().waitForURL(ONE);
            ready(window, "Fichiers rendus");
            List<String> stops = new ArrayList<>();
            while (!stops.contains("Non inscrits") && stops.size() < 40) {
                stops.add(window.tab());
            }
            assertThat(stops).startsWith("Aller au contenu").endsWith("Non inscrits");
            Download download =
                    window.page().waitForDownload(() -> window.page().keyboard().press("Enter"));
            assertThat(download.suggestedFilename()).isEqualTo("clavier.not-listed.csv");
        }
    }

    @Test
    @Tag("looks")
    void everyPageInEveryLookKeepsNobodyOut() {
        String ready;
        String refused;
        try (Window window = signedIn(Look.WIDE)) {
            choose(window, LONG, FILE);
            window.press("Déposer le fichier");
            window.page().waitForURL(ONE);
            ready(window, "Fichiers rendus");
            ready = window.path();
            choose(window, "photo.png", "\u0089PNG\r\n\u001a\n");
            window.press("Déposer le fichier");
            window.page().waitForURL(ONE);
            ready(window, "Déposer un autre fichier");
            refused = window.path();
        }
        Look dark = Look.WIDE.inTheDark();
        for (Look look : Look.ways(Look.WIDE, Look.WIDE.english().narrow(), dark.english(), dark.narrow())
                .toList()) {
            try (Window window = signedIn(look)) {
                look(window, "/pro", "pro-overview");
                look(window, "/pro/depots", "pro-submissions");
                look(window, "/pro/depots?texte=introuvable", "pro-submissions-none-found");
                look(window, "/pro/depots/nouveau", "pro-submission-new");
                look(window, ready, "pro-submission-long");
                window.page().locator("details").evaluateAll("all => all.forEach(one => one.open = true)");
                window.examine("pro-submission-open");
                look(window, refused, "pro-submission-refused");
                look(window, "/pro/scellement", "pro-sealing");
                look(window, "/pro/puis-je-appeler", "pro-question");
                window.page().locator("#numbers").fill("0639980001\n06 39 98 00 02\nbonjour");
                window.page().locator("#subject").selectOption("windows-doors");
                window.page().locator("main button[type=submit]").click();
                window.page().locator("#answers").waitFor();
                window.examine("pro-question-answers");
                look(window, "/pro/consentements", "pro-consents");
                look(window, "/pro/consentements/nouveau", "pro-consents-new");
                window.page().locator("main button[type=submit]").click();
                window.page().locator("#positiveAct-error").waitFor();
                window.examine("pro-consents-new-refused");
                look(window, "/pro/consentements/import", "pro-consents-import");
                consents(window, "a;b\n");
                window.examine("pro-consents-import-refused");
                byte[] template =
                        window.fetch("/pro/consentements/import/modele.csv").getBytes(ISO_8859_1);
                consents(window, new String(template, UTF_8) + "x;y\n");
                window.page().waitForURL(Pattern.compile(".*/import/[0-9a-f-]{36}"));
                window.sees("BT-0633").sees("BT-0643").examine("pro-consents-import-report");
            }
        }
    }

    /** The form is kept from leaving, so that the page that waits can be looked at. */
    @Test
    void importOfConsentsSaysWhatGoesOnAndIsSentOnce() {
        try (Window window = signedIn(Look.WIDE)) {
            window.go("/pro/consentements/import");
            Object sent = window.page()
                    .evaluate("() => { let sent = 0; const form = document.querySelector('main form');"
                            + " form.addEventListener('submit', (e) => { sent += e.defaultPrevented ? 0 : 1;"
                            + " e.preventDefault(); }); form.requestSubmit(); form.requestSubmit(); return sent; }");
            assertThat(sent).isEqualTo(1);
            window.sees("L’import est en cours").examine("pro-consents-importing");
        }
    }

    @Test
    void submissionUnderWayFailedAndErasedIsShownAsSuch() throws IOException {
        String erased;
        String underWay;
        try (Window window = signedIn(Look.WIDE)) {
            erased = checked(window, "efface.csv");
            taken(window, "Non inscrits");
            server.database()
                    .database()
                    .accounts()
                    .sql(
                            "update accounts.submission set downloaded_at = downloaded_at - interval '25 hours' where id = ?")
                    .param(id(erased))
                    .update();
            server.bean(Erasure.class).results();
            window.go(erased);
            window.sees("ont été effacés le").examineEveryWay("pro-submission-erased");
            assertThat(window.page().locator("a[href*='/fichiers/']").count()).isZero();
            underWay = checked(window, "en-cours.csv");
        }
        working(underWay, 0);
        try (Window window = signedIn(Look.WIDE.withoutScript())) {
            window.go(underWay);
            window.sees("vérification en cours").sees("Actualiser");
        }
        try (Window window = signedIn(Look.WIDE.english().narrow())) {
            window.go(underWay);
            window.page().locator("progress").waitFor();
            window.examineEveryWay("pro-submission-under-way");
            window.go(erased);
            window.examineEveryWay("pro-submission-erased");
        }
        working(underWay, 2);
        try (Window window = open(Look.WIDE)) {
            signIn(window, server.staff());
            window.go("/operateur/depots");
            window.sees("nouvel essai plus tard").examineEveryWay("operator-queue-failed");
            window.press("Relancer maintenant Exemple & Fils").sees("Le dépôt sera repris");
            window.follow("English");
            window.examineEveryWay("operator-queue-failed");
        }
    }

    @Test
    void heldFileTellsItsReasonAndTheOperatorReleasesIt() {
        String held;
        try (Window window = signedIn(Look.WIDE)) {
            choose(window, "retenu.csv", FILE);
            window.press("Déposer le fichier");
            window.page().waitForURL(ONE);
            ready(window, "Ce fichier est retenu");
            window.sees("Des numéros inhabituels").sees("41 %").examineEveryWay("pro-submission-held");
            held = window.path();
        }
        try (Window window = signedIn(Look.WIDE.english().inTheDark().narrow())) {
            window.go(held);
            window.sees("This file is held").examineEveryWay("pro-submission-held");
        }
        try (Window window = open(Look.WIDE)) {
            signIn(window, server.staff());
            window.go("/operateur/depots");
            window.sees("Fichiers retenus").unfold("Décider Exemple & Fils").examineEveryWay("operator-queue-held");
            window.follow("English");
            window.unfold("Decide Exemple & Fils").examineEveryWay("operator-queue-held");
            window.follow("Français");
            window.unfold("Décider Exemple & Fils").fill("Motif", "Contrat vu").press("Libérer");
            window.sees("Le fichier est libéré");
        }
        try (Window window = signedIn(Look.WIDE)) {
            window.go(held);
            ready(window, "Fichiers rendus");
            window.sees("Libéré par l’exploitant");
        }
    }

    /** As another server would leave it in the middle of its work, or after so many failures. */
    private static void working(String page, int failures) {
        server.database()
                .database()
                .accounts()
                .sql(
                        "update accounts.submission set state = 'CHECKING', settled_at = null, read_bytes = size / 2,"
                                + " read_rows = 2, report = null, certificate = null, failures = ?, lease_until = ? where id = ?")
                .params(
                        failures,
                        server.clock().instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC),
                        id(page))
                .update();
    }

    private static UUID id(String page) {
        return UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
    }

    private static String checked(Window window, String name) {
        choose(window, name, FILE);
        window.press("Déposer le fichier");
        window.page().waitForURL(ONE);
        ready(window, "Fichiers rendus");
        return window.path();
    }

    @Test
    void auditorAndOperatorSeeTheirPages() {
        try (Window window = signedIn(Look.WIDE)) {
            choose(window, "audit.csv", FILE);
            window.press("Déposer le fichier");
            window.page().waitForURL(ONE);
            ready(window, "Fichiers rendus");
            String page = window.path();
            try (Window auditor = open(Look.WIDE)) {
                signIn(auditor, caller.colleague(SignedIn.Role.AUDITOR));
                look(auditor, page, "pro-submission-auditor");
                auditor.sees("En tant qu’auditeur");
            }
        }
        server.database()
                .database()
                .accounts()
                .sql("insert into accounts.download_stop (company, at, files, lines) values (?, ?, 61, 1234567)")
                .params(
                        new Caller(server, "000000067", "Curieuse").company(),
                        OffsetDateTime.parse("2026-11-24T14:00:00Z"))
                .update();
        Staff.Person person =
                server.bean(Staff.class).add("Sacha", "sacha@example.org", PASSWORD, Locale.FRENCH, "system");
        secured(person.id());
        for (Look look : List.of(Look.WIDE, Look.WIDE.english().inTheDark().narrow())) {
            try (Window window = open(look)) {
                signIn(window, new SignedIn.Staff(person.id(), true));
                look(window, "/operateur/depots", "operator-queue");
            }
        }
    }

    private static void look(Window window, String path, String name) {
        assertThat(window.go(path)).as(path).isEqualTo(200);
        window.examine(name);
    }

    /** Waits for a text of the page, as the script puts it there. */
    private static Window ready(Window window, String text) {
        window.page().getByText(text).first().waitFor();
        return window;
    }

    private static void consents(Window window, String text) {
        window.page().locator("#file").setInputFiles(new FilePayload("c.csv", "text/csv", text.getBytes(UTF_8)));
        window.page().locator("main button[type=submit]").click();
    }

    private static void choose(Window window, String name, String text) {
        window.go("/pro/depots/nouveau");
        window.page().locator("#file").setInputFiles(new FilePayload(name, "text/csv", text.getBytes(UTF_8)));
    }

    /** As a mouse drops a file: there is no button to press. */
    private static void drop(Window window, String name, String text) {
        window.page()
                .evaluate(
                        "([name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name));"
                                + " document.getElementById('drop').dispatchEvent(new DragEvent('drop',"
                                + " { dataTransfer: data, bubbles: true, cancelable: true })); }",
                        List.of(name, text));
    }

    private static String taken(Window window, String link) throws IOException {
        Download download = window.page().waitForDownload(() -> window.follow(link));
        return new String(Files.readAllBytes(download.path()), java.nio.charset.StandardCharsets.ISO_8859_1)
                        .startsWith("%PDF")
                ? "%PDF"
                : Files.readString(download.path());
    }

    private static Window signedIn(Look look) {
        Window window = open(look);
        signIn(window, caller.owner(true));
        return window;
    }

    private static void signIn(Window window, SignedIn who) {
        window.page().navigate(server.address() + server.signInPath(who));
    }

    /** A verified company with a free plan, whose owner has a password and an authenticator: its secret. */
    private static byte[] founded(String email) {
        Companies companies = server.bean(Companies.class);
        Member owner = companies.found(
                new Company.Form("000000026", "Neuve", "2 rue de l’Exemple\n69001 Lyon", "Camille Exemple"),
                new Member.Details("Camille Exemple", email, PASSWORD, Locale.FRENCH));
        VerifiedCompany.verify(server.bean(RegisterLetters.class), owner.company());
        server.bean(org.openbloctel.registry.accounts.company.Subscriptions.class)
                .order(owner.company(), "free", owner.actor());
        return secured(owner.id());
    }

    private static byte[] secured(UUID id) {
        SecondFactor factor = server.bean(SecondFactor.class);
        byte[] secret = factor.offer(id, "OpenBloctel").secret();
        factor.confirm(id, Totp.code(secret, server.clock().instant()));
        return secret;
    }
}
