package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator's days: accounts to verify, letters to enter and to answer. */
final class OperatorJourneyBrowserIT extends BrowserJourney {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";

    private static int count;

    private static SignedIn staff;

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
        UUID id = server.bean(Staff.class)
                .add("Sacha Exemple", "agent@example.org", PASSWORD, Locale.FRENCH, "system")
                .id();
        SecondFactor factor = server.bean(SecondFactor.class);
        byte[] secret = factor.offer(id, "OpenBloctel").secret();
        factor.confirm(id, Totp.code(secret, server.clock().instant()));
        staff = new SignedIn.Staff(id, true);
    }

    static Stream<Look> looks() {
        return Look.ways(
                Look.WIDE, Look.WIDE.withoutScript(), Look.WIDE.narrow().byKeyboard());
    }

    @Journey
    void accountIsVerifiedOnce(Look look) {
        String name = "Appels " + ++count + " & Cie";
        company(name);
        try (Window window = openSpace(look)) {
            window.examine("operator");
            account(window, name);
        }
    }

    private static void account(Window window, String name) {
        window.go("/operateur/comptes?etat=SUSPENDED");
        window.sees("Aucun compte dans cet état").examine("accounts-none");
        window.go("/operateur/comptes?etat=TO_VERIFY");
        window.sees(name).examine("accounts");
        window.follow(name).examine("account-to-verify");
        try (Window colleague = openSpace(Look.WIDE.withoutScript())) {
            colleague.go(window.path());
            approve(window).sees("La lettre est prête").examine("account-letter");
            window.follow("Imprimer la lettre").sees(name).examine("letters-companies");
            String letter = String.valueOf(window.page()
                    .locator("#companies ~ table tr:has-text('" + name + "') a[href$='/lettre.pdf']")
                    .first()
                    .getAttribute("href"));
            assertThat(window.fetch(letter)).startsWith("%PDF");
            UUID company = UUID.fromString(letter.replaceAll("^/operateur/comptes/|/lettre[.]pdf$", ""));
            RegisterLetters letters = server.bean(RegisterLetters.class);
            letters.enter(company, letters.print(company, "staff:test").code(), "member:test");
            approve(colleague);
            colleague.sees("L’état de ce compte a changé entre-temps").examine("account-decided-twice");
            window.go("/operateur/comptes/" + company);
            window.sees("Entreprise vérifiée").sees("par courrier").examine("account-verified");
        }
    }

    private static Window approve(Window window) {
        return window.fill("Adresse au répertoire Sirene", "9 rue du Répertoire\n75001 Paris")
                .press("Valider les pièces et préparer la lettre");
    }

    @Journey
    void letterIsEnteredAnsweredAndPosted(Look look) {
        String reference = "C-" + ++count;
        String number = "01 99 00 55 %02d".formatted(count);
        try (Window window = openSpace(look)) {
            window.follow("Courriers").examine("letters");
            window.press("Inscrire et préparer la réponse");
            window.examine("letters-wrong");
            fillLetter(window, reference, "12345");
            window.press("Inscrire et préparer la réponse");
            assertThat(window.typed("Numéros à inscrire")).isEqualTo("12345");
            assertThat(window.typed("Prénom et nom")).isEqualTo("Maëlle Exemple");
            window.examine("letters-wrong-number");
            fillLetter(window, reference, number);
            window.press("Inscrire et préparer la réponse");
            window.sees("La demande est saisie").sees(reference).examine("letters-queue");
            String letter = String.valueOf(
                    window.page().locator("a[href$='/lettre.pdf']").first().getAttribute("href"));
            assertThat(window.fetch(letter)).startsWith("%PDF");
            fillLetter(window, reference, number);
            window.press("Inscrire et préparer la réponse");
            window.examine("letters-known");
            window.press("Marquer la lettre à Maëlle Exemple comme postée").sees("La lettre est marquée comme postée");
        }
    }

    private static void fillLetter(Window window, String reference, String numbers) {
        window.page().locator("#reference").fill("");
        window.page().locator("#reference").fill(reference);
        window.fill("Prénom et nom", "Maëlle Exemple")
                .fill("Adresse postale", "3 rue de l’Essai\n10000 Troyes")
                .fill("Numéros à inscrire", numbers);
    }

    @Journey
    void incidentStandsOnEachPageUntilItEnds(Look look) {
        try (Window window = openSpace(look);
                Window visitor = open(look)) {
            window.go("/operateur/incidents");
            window.examine("incidents").follow("Ouvrir un incident").press("Publier l’incident");
            window.examine("incident-wrong");
            window.fill("Titre en français", "Codes en retard").fill("Titre en anglais", "Late codes");
            window.fill("Texte en français", "Patientez un instant.").fill("Texte en anglais", "Please wait.");
            window.press("Publier l’incident").sees("L’incident est publié").examine("incident-open");
            visitor.go("/");
            visitor.sees("Codes en retard").examine("home-incident");
            visitor.go("/statut");
            visitor.sees("Patientez un instant").examine("status-incident");
            window.fill("Texte en français", "Tout fonctionne.").fill("Texte en anglais", "All works.");
            window.choose("L’incident est terminé").press("Publier le texte").sees("la bannière retirée");
            window.examine("incident-over");
            visitor.go("/statut");
            visitor.sees("Tout fonctionne.").examine("status-history");
        }
    }

    @Journey
    void questionIsAskedAnsweredAndPublished(Look look) {
        String email = UUID.randomUUID() + "@example.org";
        String subject = "Délai " + ++count;
        Mails mails = new Mails(server);
        try (Window window = openSpace(look);
                Window visitor = open(look)) {
            visitor.go("/contact");
            visitor.examine("contact").press("Envoyer la question").examineEveryWay("contact-wrong");
            visitor.fill("Votre adresse e-mail", email)
                    .fill("Objet", subject)
                    .fill("Votre message", "Combien de jours ?");
            visitor.press("Envoyer la question").sees(email).examine("contact-sent");
            String link = "/contact/suivi?jeton=" + mails.token(email);
            visitor.go(link);
            visitor.examine("contact-prove").press("Confirmer mon adresse").sees("Votre adresse est vérifiée");
            visitor.examine("contact-question");
            window.go("/operateur");
            window.sees("Questions qui attendent une réponse").examine("operator-to-do");
            window.go("/operateur/questions");
            window.examine("questions");
            assertThat(window.fileBehind("Télécharger cette liste")).contains(";Objet;");
            window.follow(subject).examine("question");
            window.fill("Votre réponse", "Trente jours.")
                    .press("Envoyer la réponse")
                    .sees("La réponse est partie");
            window.unfold("Ajouter une note interne").fill("Note, que seule l’équipe lit", "Classique.");
            window.press("Ajouter la note").sees("La note est enregistrée").examine("question-answered");
            window.follow("Publier comme question fréquente").examine("faq-new");
            window.fill("Question en anglais", "How long?").fill("Réponse en anglais", "Thirty days.");
            window.press("Publier").sees("La question est publiée").examine("faq-list");
            visitor.go("/aide/faq");
            visitor.unfold(subject).sees("Trente jours").examine("faq");
            visitor.go(link);
            visitor.sees("Trente jours").examine("contact-answered");
            caseIsOpened(window, email);
        }
    }

    private static void caseIsOpened(Window window, String email) {
        window.go("/operateur/dossiers");
        window.examine("case").fill("Adresse e-mail, numéro d’inscription ou référence", email);
        window.page().locator("#purpose").selectOption("QUESTION");
        window.press("Ouvrir le dossier").sees("Répondu").examine("case-found");
    }

    @Test
    void paymentIsNotedAndAnInvoiceTakenBackByKeyboard() {
        ordered("Appels payés");
        ordered("Appels annulés");
        try (Window window = openSpace(Look.WIDE.narrow().byKeyboard())) {
            window.follow("Paiements")
                    .sees("Appels payés")
                    .sees("Appels annulés")
                    .examineEveryWay("payments");
            String first = window.page().locator("main tbody a").first().innerText();
            window.follow(first).press("Marquer comme payée").examineEveryWay("payment-no-reference");
            window.fill("Référence du virement", "VIR 2026-1").press("Marquer comme payée");
            window.sees("Le paiement de la facture " + first + " est noté").examineEveryWay("payments-noted");
            String second = window.page().locator("main tbody a").first().innerText();
            window.follow(second).unfold("Annuler par un avoir").examineEveryWay("payment-credit");
            window.press("Émettre l’avoir").sees("Un avoir annule la facture " + second);
            window.sees("Aucun paiement n’est attendu").examineEveryWay("payments-none");
            window.go("/operateur/paiements/" + second);
            window.sees("Cette facture est payée ou annulée").examineEveryWay("payment-settled");
        }
    }

    private static void ordered(String name) {
        Member owner = company(name);
        VerifiedCompany.verify(server.bean(RegisterLetters.class), owner.company());
        server.bean(Subscriptions.class).order(owner.company(), "small", owner.actor());
    }

    @Test
    void erasureIsStartedByHandAndStandsInTheTrail() {
        try (Window window = openSpace(Look.WIDE.narrow().byKeyboard())) {
            window.follow("Conservation").examineEveryWay("retention");
            window.press("Effacer maintenant : Consommateurs : espaces et inscriptions finies");
            window.sees("La tâche « Consommateurs : espaces et inscriptions finies » commence")
                    .examineEveryWay("retention-started");
            window.follow("Journal").fill("Action", "retention.run").press("Filtrer");
            window.sees("Tâche Consommateurs : espaces et inscriptions finies").examineEveryWay("trail-filtered");
            window.press("Vérifier tout le journal").sees("Le journal est entier");
        }
    }

    /**
     * Takes the jobs that erase from the server until they are given back, once none runs: another stop would be one too many here. To put them
     * off does not do: the server makes a job due that is due later than its schedule allows.
     */
    private static void take(JdbcClient owner) {
        String[] jobs = Rules.jobs().toArray(String[]::new);
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        int left;
        do {
            owner.sql("update accounts.scheduled_tasks set picked = true, picked_by = 'test', version = version + 1,"
                            + " last_heartbeat = now() + interval '1 hour' where task_name = any(?) and not picked")
                    .param(jobs)
                    .update();
            left = owner.sql(
                            "select count(*) from accounts.scheduled_tasks where task_name = any(?) and picked_by is distinct from 'test'")
                    .param(jobs)
                    .query(Integer.class)
                    .single();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
        } while (left > 0);
    }

    private static void giveBack(JdbcClient owner) {
        owner.sql("update accounts.scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                        + " version = version + 1 where picked_by = 'test'")
                .update();
    }

    /** As after a clock that was years ahead. */
    @Journey
    void stoppedErasuresAreDecidedByAPerson(Look look) {
        JdbcClient owner = JdbcClient.create(server.database().owner());
        take(owner);
        owner.sql("delete from accounts.erasure_stop").update();
        owner.sql(
                        "insert into accounts.erasure_run (job, started_at, millis, erased) values ('test', '2030-11-24', 0, 0)")
                .update();
        owner.sql("insert into accounts.erasure_stop (job, reason, since, tried_at, last_at, amount, may) values"
                        + " ('call.forget', 'BEHIND', now(), now(), '2030-11-24', 492, 500),"
                        + " ('consumer.renew', 'BEHIND', now(), now(), '2030-11-24', 0, 500),"
                        + " ('help.forget', 'AMOUNT', now(), now(), null, 12345, 700)")
                .update();
        try (Window window = openSpace(look)) {
            window.sees("Effacements arrêtés : 3").examine("operator-erasing-stopped");
            window.follow("Conservation")
                    .sees("L’horloge de la base de données indique")
                    .examine("retention-stopped");
            window.press("L’horloge est juste : reprendre").sees("L’horloge est confirmée");
            window.press("La quantité est juste : effacer (Mots cherchés en vain dans l’aide)")
                    .sees("La quantité est confirmée");
            window.examine("retention-decided");
        }
        giveBack(owner);
        assertThat(owner.sql("select count(*) from accounts.erasure_stop where confirmed_at is null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void stopIsLiftedWithAReasonAndABudgetRaisedWithPapers() {
        Caller prober = new Caller(server, "000000174", "Sondages de l’Exemple").withPlan(2_000, 100_000);
        Lookups lookups = server.bean(Lookups.class);
        Written range = Written.of(
                IntStream.range(0, 1_000).mapToObj("+3363998%04d"::formatted).toList());
        assertThatThrownBy(() -> lookups.check(prober.company(), "key:test", range))
                .isInstanceOf(RefusedException.class);
        lookups.exchange();
        try (Window window = openSpace(Look.WIDE.narrow().byKeyboard())) {
            window.follow("Garde").sees("numéros qui se suivent").examineEveryWay("guard");
            window.follow("Sondages de l’Exemple").sees("En cours").examineEveryWay("guard-company");
            window.press("Lever l’arrêt").examineEveryWay("guard-no-reason");
            sayProvenance(prober.owner(true));
            window.go("/operateur/garde/" + prober.company());
            window.sees("Nos clients depuis 2019");
            window.fill("Pourquoi l’arrêt est levé", "Un standard, contrat vu").press("Lever l’arrêt");
            window.sees("peut à nouveau vérifier des numéros").examineEveryWay("guard-lifted");
            window.go("/operateur/garde/" + prober.company());
            window.fill("Nouveaux numéros par an", "500000")
                    .fill("Nouveaux numéros par jour", "50000")
                    .fill("Jusqu’au", "2027-06-30")
                    .fill("Justificatifs montrés", "Contrat avec le vendeur du fichier")
                    .press("Relever le budget");
            window.sees("est relevé").sees("Un standard, contrat vu").examineEveryWay("guard-raised");
            window.follow("Garde").follow("Numéros témoins").examineEveryWay("guard-canaries");
            window.press("Noter et chercher").examineEveryWay("guard-canary-call-refused");
        }
    }

    private static void sayProvenance(SignedIn owner) {
        try (Window window = open(Look.WIDE.narrow(), owner)) {
            window.go("/pro/provenance");
            window.examineEveryWay("guard-provenance");
            window.fill("D’où viennent les numéros", "Nos clients depuis 2019").press("Envoyer");
            window.sees("Votre réponse est envoyée").examineEveryWay("guard-provenance-given");
        }
    }

    @Test
    void digitsOfAPollAreApprovedWithPapersAndItsCompanySeesIt() {
        Caller pollster = new Caller(server, "000000158", "Sondeurs de l’Exemple").withPlan(2_000, 100_000);
        Campaign poll = server.bean(Campaigns.class)
                .declare(
                        pollster.company(),
                        pollster.owner(true).actor(),
                        new Campaigns.Terms(
                                null,
                                "Baromètre 2026",
                                Sector.POLL,
                                Campaign.Exemption.POLL,
                                "Commande du journal, du 3 mars",
                                LocalDate.of(2026, 11, 1),
                                LocalDate.of(2026, 12, 31)));
        String own = "/pro/campagnes/" + poll.id();
        try (Window window = openSpace(Look.WIDE.narrow().byKeyboard())) {
            window.go("/operateur/garde/" + pollster.company());
            window.follow("Sondages de cette entreprise").sees("Non approuvés").examineEveryWay("polls");
            window.follow("Baromètre 2026").sees("Commande du journal").examineEveryWay("poll");
            window.press("Approuver").examineEveryWay("poll-nothing-typed");
            window.fill("Nouveaux numéros en tout", "50000")
                    .fill("Nouveaux numéros par jour", "10000")
                    .fill("Jusqu’au", "2026-12-31")
                    .fill("Justificatifs montrés", "Note de méthode, commande du journal")
                    .press("Approuver");
            window.sees("sont approuvés").sees("Note de méthode").examineEveryWay("poll-approved");
        }
        try (Window window = open(Look.WIDE, pollster.owner(true))) {
            window.go(own);
            window.sees("Approuvés jusqu’au 31 décembre 2026").examineEveryWay("poll-of-its-company");
        }
    }

    @Test
    void ownerSaysWhereTheNumbersOfAHeldFileComeFrom() {
        Caller walker = new Caller(server, "000000166", "Retenus & Cie").withPlan(2_000, 100_000);
        String range =
                IntStream.range(0, 1_500).mapToObj("063998%04d\n"::formatted).collect(Collectors.joining());
        try (Window window = open(Look.WIDE.narrow().byKeyboard(), walker.owner(true))) {
            window.go("/pro/depots/nouveau");
            window.page()
                    .locator("#file")
                    .setInputFiles(new FilePayload("standard.csv", "text/csv", range.getBytes(StandardCharsets.UTF_8)));
            window.press("Déposer le fichier");
            window.page().getByText("Ce fichier est retenu").first().waitFor();
            window.follow("Dire d’où viennent les numéros").examineEveryWay("provenance");
            window.press("Envoyer").examineEveryWay("provenance-nothing-typed");
            window.fill("D’où viennent les numéros", "Le standard de notre client, contrat du 3 mars")
                    .fill("Adresse des justificatifs", "https://exemple.example/contrat.pdf")
                    .press("Envoyer");
            window.sees("Votre réponse est envoyée").examineEveryWay("provenance-given");
        }
        try (Window window = openSpace(Look.WIDE)) {
            window.go("/operateur/depots");
            window.sees("Le standard de notre client").examineEveryWay("queue-with-provenance");
        }
    }

    @Test
    void everyPageSpeaksEnglishInTheDark() {
        Member owner = company("Appels " + ++count + " & Cie");
        server.bean(Companies.class).refuse(owner.company(), "Pas d’entreprise à ce nom.", "staff:test");
        try (Window window = openSpace(Look.WIDE.english().inTheDark().narrow())) {
            for (String path : List.of(
                    "/operateur",
                    "/operateur/comptes",
                    "/operateur/comptes/" + owner.company(),
                    "/operateur/paiements",
                    "/operateur/courriers",
                    "/operateur/depots",
                    "/operateur/garde",
                    "/operateur/garde/" + owner.company(),
                    "/operateur/garde/temoins",
                    "/operateur/conservation",
                    "/operateur/aide",
                    "/operateur/journal",
                    "/operateur/journal-securite",
                    "/operateur/securite",
                    "/operateur/securite/appareils",
                    "/operateur/securite/codes")) {
                assertThat(window.go(path)).as(path).isEqualTo(200);
                window.examine(
                        path.substring(1).replaceAll("/[0-9a-f-]{30,}", "-one").replace('/', '-'));
                assertThat(window.page().locator("html").getAttribute("lang")).isEqualTo("en");
            }
        }
    }

    private static Window openSpace(Look look) {
        Window window = open(look, staff);
        window.go("/operateur");
        return window;
    }

    private static Member company(String name) {
        return server.bean(Companies.class)
                .found(
                        new Company.Form(
                                ProfessionalJourneyBrowserIT.siren(), name, "1 rue de l’Essai", "Camille Exemple"),
                        new Member.Details(
                                "Camille Exemple", UUID.randomUUID() + "@example.org", PASSWORD, Locale.FRENCH));
    }
}
