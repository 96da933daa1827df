package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/**
 * A person complains twice about a series of calls and reads the outcome, and an inspector reads the evidence; each page and state is
 * scanned.
 */
final class ComplaintJourneyBrowserIT extends BrowserJourney {
    private static final String CALLER = "01 99 00 44 55";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
    }

    static Stream<Look> looks() {
        return Look.threeWays();
    }

    private static LocalDate daysAgo(int days) {
        return LocalDate.ofInstant(server.clock().instant(), ZoneId.of("Europe/Paris"))
                .minusDays(days);
    }

    @Journey
    void seriesIsComplainedAboutTwiceAndFollowedByALink(Look look) {
        String number = String.format(Locale.ROOT, "04 65 71 91 %02d", COUNT.getAndIncrement());
        String email = UUID.randomUUID() + "@example.org";
        try (Window window = open(look)) {
            window.go("/");
            window.follow("Signaler un appel").sees("Cinq questions").examine("complaint");
            window.press("Envoyer le signalement");
            assertThat(window.page().title()).startsWith("Erreur");
            window.examine("complaint-wrong");

            String first = file(window, number, "21:05", email);
            window.sees("enregistré sous la référence").sees("N’appeler qu’aux jours et heures permis");
            window.examine("complaint-done");
            window.go("/signaler");
            String second = file(window, number, "10:00", "");
            assertThat(second).as("a reference of its own").isNotEqualTo(first);

            window.go("/signaler/suivi/adresse?jeton=" + mails.token(email));
            window.sees("Confirmez que cette adresse").examine("complaint-prove");
            window.press("Confirmer mon adresse")
                    .sees("Votre adresse est vérifiée")
                    .examine("complaint-followed");

            UUID id = server.database()
                    .database()
                    .accounts()
                    .sql("select complaint from accounts.complaint_follower where email = ?")
                    .param(email)
                    .query(UUID.class)
                    .single();
            server.bean(InspectorDesk.class).close(new Inspector(UUID.randomUUID()), id, ClosingReason.CORRECTED);
            window.go("/signaler/suivi?jeton=" + mails.token(email));
            window.sees("Clos").sees("a corrigé ses pratiques").examine("complaint-closed");
            window.go("/signaler/suivi?jeton=AAAA");
            window.sees("Signalement introuvable").examine("complaint-unknown");
        }
    }

    /** Files a series of five calls; answers the reference. */
    private static String file(Window window, String number, String hour, String email) {
        window.fill("Quel numéro a été appelé ?".replace(" ?", "\u00a0?"), number);
        window.fill("Quel jour ?".replace(" ?", "\u00a0?"), daysAgo(1).toString());
        window.fill("À quelle heure ?".replace(" ?", "\u00a0?"), hour);
        window.fill("Quel numéro s’affichait ?".replace(" ?", "\u00a0?"), CALLER);
        window.page().locator("#subject").selectOption("insurance");
        if (window.page().locator("details:has(#others)[open]").count() == 0) {
            window.page().locator("details:has(#others) > summary").click();
        }
        StringBuilder log = new StringBuilder();
        for (int i = 2; i <= 5; i++) {
            log.append(daysAgo(i)).append(" 11:15 ").append(CALLER).append('\n');
        }
        window.page().locator("#others").fill(log.toString());
        window.page().locator("#email").fill(email);
        window.press("Envoyer le signalement");
        return window.heading();
    }

    @Journey
    void ownComplaintsAreInTheSpace(Look look) {
        String number = String.format(Locale.ROOT, "06 39 98 91 %02d", COUNT.getAndIncrement());
        String email = UUID.randomUUID() + "@example.org";
        Consumers consumers = server.bean(Consumers.class);
        consumers.ask(number, email, Locale.FRENCH);
        consumers.confirm(mails.token(email));
        consumers.askToSignIn(email, Locale.FRENCH);
        try (Window window = open(look)) {
            window.go("/espace/ouvrir?jeton=" + mails.token(email));
            window.page().locator("main form button").first().click();
            window.go("/espace/signalements");
            window.sees("encore signalé aucun appel").examine("complaints-none");
            window.follow("Signaler un appel").sees("Cinq questions").examine("complaint-own");
            window.fill("À quelle heure ?".replace(" ?", "\u00a0?"), "00:00");
            window.choose("Le numéro était masqué (privé, inconnu)").choose("Oui, une voix enregistrée ou automatique");
            window.page().locator("#subject").selectOption("training");
            window.page().locator("details:has(#identity) > summary").click();
            window.page()
                    .locator("#identity")
                    .fill(identity("33" + number.replace(" ", "").substring(1)));
            window.press("Envoyer le signalement");
            window.sees("enregistré sous la référence").sees("La signature n’a pas été vérifiée");
            window.examine("complaint-own-done");
            window.go("/espace/signalements");
            window.sees("Reçu").examine("complaints-own");
        }
    }

    /** An {@code Identity} header of a call to a number. */
    private static String identity(String called) {
        return Stream.of(
                        "{\"alg\":\"ES256\",\"ppt\":\"shaken\",\"typ\":\"passport\",\"x5u\":\"https://cert.example/a.pem\"}",
                        "{\"attest\":\"C\",\"dest\":{\"tn\":[\"" + called
                                + "\"]},\"iat\":1795527000,\"orig\":{\"tn\":\"33199004455\"},"
                                + "\"origid\":\"123e4567-e89b-12d3-a456-426655440000\"}",
                        "a signature that no key made")
                .map(part ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(".", "Identity: ", ";ppt=shaken"));
    }

    @Journey
    void inspectorSaysWhyAndReadsTheEvidence(Look look) {
        PhoneNumber number = new PhoneNumber(33_465_719_200L + COUNT.getAndIncrement());
        UUID company = UUID.randomUUID();
        LookupTraces traces = server.bean(LookupTraces.class);
        traces.of(company, company).add(7, buffer -> buffer.number(number.e164(), Verdict.OPPOSED));
        traces.flush();
        UUID complaint = complaint(number);
        try (Window window = open(look, server.inspector(SignedIn.Rank.INSPECTOR))) {
            window.go("/inspection/plaintes/" + complaint + "/preuves");
            window.sees("figure au journal").examine("evidence-purpose");
            window.press("Ouvrir les preuves");
            assertThat(window.page().title()).startsWith("Erreur");
            window.examine("evidence-purpose-wrong");
            window.page().locator("#purpose").selectOption("CASE");
            window.fill("Précision", "Dossier 12").press("Ouvrir les preuves");
            window.sees("Chronologie").sees("inscrit sur la liste").examine("evidence");
        }
    }

    private static UUID complaint(PhoneNumber number) {
        return server.bean(Complaints.class)
                .file(
                        new Filing(
                                number,
                                CallingNumber.read(CALLER).orElseThrow(),
                                List.of(server.clock().instant().plusSeconds(1)),
                                0,
                                Subject.INSURANCE,
                                false,
                                null,
                                null,
                                List.of(),
                                new Filing.Words("", "", "")),
                        null)
                .id();
    }
}
