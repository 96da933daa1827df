package org.openbloctel.server.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.server.app.Asked;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Description;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person who proved a number may let one company call it; no other person may, and no other company. */
final class PermissionPagesIT {
    private static final String ROOT = "/espace/consentements/autoriser";
    private static final String COMPANY = ROOT + "/000000018";

    private static ServerFixture server;
    private static ConsentPeople people;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.base-url=http://localhost",
                "openbloctel.consumer.proof-required=false",
                "openbloctel.law.opposition-list.enforced=true");
        people = new ConsentPeople(server);
        new Caller(server.database(), "000000018", "Exemple");
        new Caller(server.database(), "000000026", "Exemple");
        new Caller(server.database(), "000000042", "Exemple");
        owner().sql("update accounts.company set name = 'Chauffage Exemple' where siren = '000000018'")
                .update();
        owner().sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, '000000034', 'Chauffage Inconnu', 'rue', 'Camille', 'TO_VERIFY', now())")
                .param(UUID.randomUUID())
                .update();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listedNumberIsCallableForTheNamedCompanyAloneUntilThePermissionIsTakenBack() throws Exception {
        String number = "0639980201";
        SignedIn.Consumer who = consumer(number, true);
        Visitor visitor = server.visitor(who);
        assertThat(grounds("000000018", number)).contains("consent");
        assertThat(visitor.get("/espace/consentements").body()).contains("href=\"" + ROOT + "\"");
        assertThat(visitor.get(ROOT + "?entreprise=chauffage").body())
                .contains("Chauffage Exemple")
                .doesNotContain("Chauffage Inconnu");
        assertThat(visitor.get(ROOT + "?entreprise=000%20000%20018").body()).contains("href=\"" + COMPANY + "\"");
        assertThat(visitor.get(ROOT + "?entreprise=ch").body()).contains("Aucune entreprise vérifiée ne correspond");
        assertThat(visitor.get(ROOT + "?entreprise=chauf%00fage").body()).contains("Chauffage Exemple");
        assertThat(visitor.get(COMPANY).body())
                .contains(
                        "06\u00a039\u00a098\u00a002\u00a001",
                        "Chauffage Exemple (SIREN 000000018)",
                        "value=\"2027-11-23\"")
                .doesNotContain("checked=\"checked\"");
        String registration = registration(who);
        HttpResponse<String> answer = visitor.post(COMPANY, wish(registration, "2027-11-23"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(grounds("000000018", number)).isEmpty();
        assertThat(grounds("000000026", number)).contains("consent");
        visitor.get(COMPANY);
        visitor.post(COMPANY, wish(registration, "2027-11-23"));
        List<GivenConsent> mine =
                server.bean(CompanyConsents.class).page(company("000000018"), "portail-", GivenConsent.State.OPEN, 0);
        assertThat(mine).as("the second of two clicks gives nothing").hasSize(1);
        assertThat(mine.getFirst().recordedBy()).isNull();
        assertThat(mine.getFirst().text()).contains("SIREN 000000018", "sans donner de raison", "preuve est gratuite");
        assertThat(mine.getFirst().evidence()).isEqualTo(digest(mine.getFirst()));
        String page = visitor.get("/espace/consentements").body();
        assertThat(page).contains("dans votre espace", "l’entretien de ma chaudière", "Vous-même");
        byte[] proof = visitor.file("/espace/consentements/" + mine.getFirst().id() + "/preuve.pdf")
                .body();
        try (PDDocument document = Loader.loadPDF(proof)) {
            assertThat(new PDFTextStripper().getText(document))
                    .as("the PDF says it as the page does")
                    .contains("Donné par vous-même, dans votre espace")
                    .doesNotContain("non confirmé par vous");
        }

        visitor.post("/espace/consentements/" + mine.getFirst().id() + "/retrait", Map.of());
        assertThat(grounds("000000018", number)).contains("consent");
        assertThat(owner().sql("select count(*) from accounts.audit_entry where action = 'consent.permitted'"
                                + " and subject = ?")
                        .param("company:" + company("000000018"))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void companyIsToldOnceForWhatAndUntilWhenAndNotWho() {
        String number = "0639980205";
        server.bean(Webhooks.class)
                .make(
                        company("000000026"),
                        "test",
                        new Webhooks.Wanted("https://[2001:db7::1]/", "CRM", List.of("consent.permitted")),
                        null);
        SignedIn.Consumer who = consumer(number, true);
        Visitor visitor = server.visitor(who);
        assertThat(visitor.get(ROOT + "/000000026").body()).contains("pas qui vous êtes ni votre numéro");
        for (int click = 0; click < 2; click++) {
            visitor.post(ROOT + "/000000026", wish(registration(who), "2027-03-31"));
            assertThat(visitor.get("/espace/consentements").body()).contains("L’entreprise en est avertie, sans votre");
        }
        List<GivenConsent> given =
                server.bean(CompanyConsents.class).page(company("000000026"), "portail-", GivenConsent.State.OPEN, 0);
        assertThat(given).hasSize(1);
        String reference = given.getFirst().reference();
        List<String[]> mails = owner().sql("select parameters from accounts.outbox where template = 'consent/permitted'"
                        + " and recipient = '000000026@example.org'")
                .query((row, n) -> (String[]) row.getArray(1).getArray())
                .list();
        assertThat(mails).as("the second of two clicks tells nobody").hasSize(1);
        List<String> events = owner().sql("select payload from accounts.webhook_event where company = ?")
                .param(company("000000026"))
                .query(String.class)
                .list();
        assertThat(events).hasSize(1).noneMatch(text -> text.contains("39980205"));
        Description.coversEvent(events.getFirst());
        assertThat(mails.getFirst())
                .contains("l’entretien de ma chaudière", "2027-03-31", reference)
                .noneMatch(text -> text.contains("39980205") || text.contains("39 98 02 05"));
        visitor.post("/espace/consentements/" + given.getFirst().id() + "/retrait", Map.of());
        assertThat(owner().sql("select count(*) from accounts.outbox where template = 'consent/withdrawn'"
                                + " and ? = any(parameters)")
                        .param(reference)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void nothingIsGivenWithoutEachItem() {
        SignedIn.Consumer who = consumer("0639980202", true);
        Visitor visitor = server.visitor(who);
        Map<String, String> good = wish(registration(who), "2027-11-23");
        for (String[] wrong : List.of(
                new String[] {"goods", " ", "BT-0650", "Une autorisation dit pour quels produits"},
                new String[] {"goods", "x".repeat(501), "BT-0650", "500 caractères"},
                new String[] {"goods", "chaudière, au 06 39 98 02 02", "BT-0650", "pas de numéro de téléphone"},
                new String[] {"goods", "chau\0dière", "BT-0650", "Une autorisation dit"},
                new String[] {"subject", "", "BT-0653", "dit le sujet des appels"},
                new String[] {"subject", "gardening", "BT-0653", "dit le sujet des appels"},
                new String[] {"until", "2027-11-24", "BT-0649", "un an au plus"},
                new String[] {"until", "2026-11-23", "BT-0649", "un an au plus"},
                new String[] {"until", "demain", "BT-0649", "un an au plus"},
                new String[] {"given", "", "BT-0651", "la case"})) {
            Map<String, String> form = new java.util.HashMap<>(good);
            form.put(wrong[0], wrong[1]);
            visitor.get(COMPANY);
            HttpResponse<String> answer = visitor.post(COMPANY, form);
            assertThat(answer.statusCode()).as(wrong[2]).isEqualTo(422);
            assertThat(answer.body().toLowerCase(Locale.FRENCH)).contains(wrong[3].toLowerCase(Locale.FRENCH));
        }
        assertThat(visitor.get(ROOT + "/000000034").statusCode()).isEqualTo(422);
        assertThat(grounds("000000018", "0639980202")).contains("consent");
    }

    @Test
    void nobodyOpensATelephoneThatNoCodeProvedOrThatIsNotTheirs() {
        SignedIn.Consumer owner = consumer("0639980203", true);
        SignedIn.Consumer stranger = consumer("0639980203", false);
        Visitor unproved = server.visitor(stranger);
        assertThat(unproved.get(ROOT).body()).contains("Aucun de vos numéros n’est encore vérifié");
        assertThat(unproved.get(COMPANY).statusCode()).isEqualTo(302);
        unproved.get("/espace");
        unproved.post(COMPANY, wish(registration(stranger), "2027-11-23"));
        Visitor other = server.visitor(consumer("0639980204", true));
        other.get(COMPANY);
        assertThat(other.post(COMPANY, wish(registration(owner), "2027-11-23")).statusCode())
                .isEqualTo(422);
        assertThat(grounds("000000018", "0639980203")).contains("consent");
    }

    @Test
    void nobodyFillsACompanysMailbox() {
        SignedIn.Consumer who = consumer("0639980206", true);
        Visitor visitor = server.visitor(who);
        int refused = 0;
        for (int i = 0; i < 25; i++) {
            Map<String, String> form = new java.util.HashMap<>(wish(registration(who), "2027-03-31"));
            form.put("goods", "l’entretien de mes fenêtres, étage " + i);
            visitor.get(ROOT + "/000000042");
            HttpResponse<String> answer = visitor.post(ROOT + "/000000042", form);
            refused += answer.statusCode() == 302 ? 0 : 1;
        }
        assertThat(refused).isEqualTo(5);
    }

    /** As docs/decisions/0041-consents.md says for a holder of the proof. */
    private static String digest(GivenConsent proof) throws Exception {
        String said = String.join(
                "\n",
                proof.siren(),
                proof.reference(),
                proof.goods(),
                String.join(",", proof.sectorCodes()),
                proof.subjectId(),
                proof.text(),
                proof.givenAt().toString(),
                proof.until().toString());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    private static Map<String, String> wish(String registration, String until) {
        return Map.of(
                "registration",
                registration,
                "goods",
                "l’entretien de ma chaudière",
                "subject",
                "home-services",
                "until",
                until,
                "given",
                "true");
    }

    private static List<String> grounds(String siren, String number) {
        return Asked.grounds(server, company(siren), number);
    }

    private static UUID company(String siren) {
        return owner().sql("select id from accounts.company where siren = ?")
                .param(siren)
                .query(UUID.class)
                .single();
    }

    private static String registration(SignedIn.Consumer who) {
        return owner().sql("select id from accounts.registration where consumer = ?")
                .param(who.id())
                .query(UUID.class)
                .single()
                .toString();
    }

    private static SignedIn.Consumer consumer(String number, boolean proved) {
        return people.consumer(number, proved);
    }

    private static JdbcClient owner() {
        return people.owner();
    }
}
