package org.openbloctel.server.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.SignedIn.Rank;
import org.openbloctel.server.platform.forms.RefusedForm;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases over HTTP: two inspectors, the company in its own space, and everybody at the list of sanctions. */
final class CasePagesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    private final SampleCase sample = new SampleCase(SharedServer.get());
    private final Visitor first = SharedServer.visitor(inspector());
    private final Visitor second = SharedServer.visitor(inspector());

    private static SignedIn inspector() {
        return SharedServer.get().inspector(Rank.INSPECTOR);
    }

    private static String newNumber() {
        return String.format(Locale.ROOT, "03 53 01 60 %02d", COUNT.getAndIncrement());
    }

    private static JdbcClient rows() {
        return JdbcClient.create(SharedServer.get().database().owner());
    }

    private static String siren(Person owner) {
        return rows().sql("select siren from accounts.company where id = ?")
                .param(owner.company())
                .query(String.class)
                .single();
    }

    private static String plain(String page) {
        return page.replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static String until(int days) {
        return LegalCalendar.today(SharedServer.get().clock()).plusDays(days).toString();
    }

    private static Map<String, String> allegations(String rules) {
        return new HashMap<>(Map.of(
                "facts",
                "Des appels <script>alert(1)</script> sans accord.",
                "rules",
                rules,
                "person",
                "LEGAL",
                "euros",
                "75,50",
                "furtherCalls",
                "99",
                "furtherOn",
                until(-1)));
    }

    private static Map<String, String> fine(String euros) {
        return Map.of(
                "outcome", "SANCTIONED", "euros", euros, "until", until(365), "grounds", "Les faits sont établis.");
    }

    /** The company reads the reason, too. */
    @Test
    void ruleWithoutACallNeedsAReasonThatCaseAndLetterShow() {
        Person owner = Person.owner();
        UUID id = sample.alleged(newNumber(), owner.company());
        String page = "/inspection/dossiers/" + id;
        assertThat(first.get(page + "/griefs").body())
                .contains("Ne plus rappeler qui s’y est opposé (selon l’examen, aucun appel du dossier)")
                .doesNotContain("N’appeler qu’avec un consentement préalable (");
        Map<String, String> beyond = allegations("no-call-after-objection");
        HttpResponse<String> refused = first.post(page + "/griefs", beyond);
        RefusedForm.assertThatItNames(refused, "reason");
        beyond.put("reason", "Une lettre <b>d’opposition</b> est jointe.");
        assertThat(way(first.post(page + "/griefs", beyond))).isEqualTo(page);
        assertThat(first.get(page).body())
                .contains("aucun appel du dossier)", "Une lettre &lt;b&gt;d’opposition&lt;/b&gt; est jointe.");
        first.get(page + "/courrier");
        assertThat(way(first.post(page + "/courrier", Map.of("days", "30")))).isEqualTo(page);
        assertThat(owner.signedIn().get("/pro/procedures/" + id).body())
                .contains("aucun appel du dossier)", "Une lettre &lt;b&gt;d’opposition&lt;/b&gt; est jointe.");
    }

    @Test
    void caseIsBuiltAnsweredDecidedByTwoAndPublishedUntilItsLastDay() {
        Person owner = Person.owner();
        String siren = siren(owner);
        Complaints.Filed filed = sample.complaint(newNumber(), owner.company());
        String found = first.get("/inspection/dossiers/nouveau?siren=" + siren).body();
        assertThat(found)
                .contains(filed.reference().spelled())
                .doesNotContain("03 53 01 60", "03\u00a053\u00a001\u00a060");
        for (String typed : List.of(CompanyNumber.spaced(siren), siren.replaceAll("...(?=.)", "$0."))) {
            assertThat(first.get("/inspection/dossiers/nouveau?siren="
                                    + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                            .body())
                    .as("as pages show it and people type it")
                    .contains(filed.reference().spelled());
        }
        RefusedForm.assertThatItNames(first.post("/inspection/dossiers/nouveau", Map.of("siren", siren)), "complaints");
        String page = way(first.post(
                "/inspection/dossiers/nouveau",
                Map.of("siren", siren, "complaints", filed.id().toString())));
        assertThat(page).startsWith("/inspection/dossiers/");
        UUID id = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
        String procedure = "/pro/procedures/" + id;
        Visitor company = owner.signedIn();
        assertThat(company.get(procedure).statusCode()).as("before the letter").isEqualTo(404);

        first.get(page + "/griefs");
        Map<String, String> none = allegations("consent");
        none.remove("rules");
        RefusedForm.assertThatItNames(first.post(page + "/griefs", none), "rules");
        RefusedForm.assertThatItNames(
                first.post(page + "/griefs", Map.of("facts", "x", "rules", "consent", "euros", "beaucoup")), "euros");
        assertThat(way(first.post(page + "/griefs", allegations("consent")))).isEqualTo(page);
        assertThat(plain(first.get(page).body()))
                .contains("100 × 75,50 € = 7 550 €", "Total : 7 550 € (plafond : 375 000 €)", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(first.file(page + "/projet.pdf").body()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        first.get(page + "/courrier");
        RefusedForm.assertThatItNames(first.post(page + "/courrier", Map.of("days", "29")), "days");
        assertThat(way(first.post(page + "/courrier", Map.of("days", "30")))).isEqualTo(page);
        assertThat(Person.mails(owner.email())).contains("casefile/notified");

        answer(company, owner, procedure);
        first.get(page + "/decision");
        RefusedForm.assertThatItNames(first.post(page + "/decision", fine("5000")), "outcome");
        sample.endDelay(id);
        HttpResponse<String> undecided = first.post(page + "/decision", Map.of("grounds", "Les faits sont établis."));
        RefusedForm.assertThatItNames(undecided, "outcome");
        assertThat(RefusedForm.text(undecided, "outcome")).endsWith("Choisissez une décision.");
        RefusedForm.assertThatItNames(first.post(page + "/decision", fine("375000,01")), "euros");
        assertThat(way(first.post(page + "/decision", fine("5000,50")))).isEqualTo(page);
        decide(page, id, siren);
        assertThat(Person.mails(owner.email())).contains("casefile/decided");
        String token = SharedServer.get().bean(Complaints.class).token(filed.id());
        assertThat(SharedServer.visitor().get("/signaler/suivi#jeton=" + token).body())
                .contains("L’entreprise a été sanctionnée", "Si la sanction est annulée, cette page l’indiquera");
        assertThat(plain(company.get(procedure).body())).contains("5 000,50 €", "sanctionné");
    }

    private static void answer(Visitor company, Person owner, String procedure) {
        assertThat(company.get("/pro/procedures").body()).contains(procedure);
        String shown = plain(company.get(procedure).body());
        assertThat(shown).contains("03 53 •• ••", "01 99 00 77 88", "Vous pouvez répondre jusqu’au");
        assertThat(shown).doesNotContain("03 53 01 60", "mutuelle, ", "Cyrille Exemple");
        String table = plain(company.get(procedure + "/appels.csv").body());
        assertThat(table).contains("03 53 •• •• ••").containsPattern("T[0-9]{2}:00:00Z");
        for (String one : List.of(shown, table)) {
            assertThat(one).as("neither the last digits nor the minute").doesNotContainPattern("•• [0-9]");
        }
        assertThat(shown)
                .doesNotContainPattern("datetime=\"[^\"]*T[0-9]{2}:(?!00:00Z)")
                .containsPattern("entre \\d+ h et \\d+ h");
        RefusedForm.assertThatItNames(company.post(procedure, Map.of("text", " ")), "text");
        company.get(procedure);
        assertThat(way(company.post(procedure, Map.of("text", "Nous avions son accord."))))
                .isEqualTo(procedure);
        Visitor stranger = Person.owner().signedIn();
        assertThat(stranger.get(procedure).statusCode()).isEqualTo(404);
        stranger.get("/pro/procedures");
        assertThat(stranger.post(procedure, Map.of("text", "Moi aussi.")).statusCode())
                .isEqualTo(404);
        assertThat(SharedServer.visitor(owner.colleague(Role.OPERATOR).principal())
                        .get(procedure)
                        .statusCode())
                .as("not an owner")
                .isEqualTo(403);
    }

    private void decide(String page, UUID id, String siren) {
        UUID decision = rows().sql("select id from accounts.case_decision where case_file = ?")
                .param(id)
                .query(UUID.class)
                .single();
        String confirm = page + "/decision/" + decision;
        assertThat(first.get(confirm).body()).contains("Vous avez proposé cette décision");
        HttpResponse<String> own = first.post(confirm, Map.of());
        assertThat(own.statusCode()).isEqualTo(409);
        assertThat(own.body()).contains("BT-0847");
        assertThat(SharedServer.visitor().get("/sanctions").body()).doesNotContain(siren);
        assertThat(second.get(confirm).body()).contains("Les faits sont établis");
        assertThat(way(second.post(confirm, Map.of()))).isEqualTo(page);
        assertThat(first.get(page).body())
                .contains("confirmée par Cyrille Exemple")
                .doesNotContain(confirm);
        for (String address : List.of("/sanctions", "/sanctions.csv", "/sanctions.json")) {
            HttpResponse<String> published = SharedServer.visitor().get(address);
            assertThat(plain(published.body())).contains(siren, "L.242-16");
            assertThat(published.headers().firstValue("Cache-Control").orElse(""))
                    .as(address)
                    .contains("no-store");
        }
        assertThat(SharedServer.visitor().get("/sanctions.json").body()).contains("\"euros\":5000.50");
        rows().sql("update accounts.case_decision set published_until = ? where id = ?")
                .params(LegalCalendar.today(SharedServer.get().clock()).minusDays(1), decision)
                .update();
        for (String address : List.of("/sanctions", "/sanctions.csv", "/sanctions.json")) {
            assertThat(SharedServer.visitor().get(address).body()).as(address).doesNotContain(siren);
        }
    }

    @Test
    void proposalIsDroppedAndANoteStaysAmongInspectors() {
        Person owner = Person.owner();
        UUID id = sample.notified(newNumber(), owner.company());
        sample.proposed(id);
        String page = "/inspection/dossiers/" + id;
        first.get(page);
        RefusedForm.assertThatItNames(first.post(page, Map.of("text", "")), "text");
        first.get(page);
        assertThat(way(first.post(page, Map.of("text", "À relire avant le 3."))))
                .isEqualTo(page);
        second.get(page);
        assertThat(way(second.post(page + "/abandon", Map.of()))).isEqualTo(page);
        assertThat(first.get(page).body()).contains("À relire avant le 3.").doesNotContain("Lire et décider");
        assertThat(owner.signedIn().get("/pro/procedures/" + id).body()).doesNotContain("À relire");
        assertThat(first.get("/inspection/dossiers?etat=EXPIRED&texte=" + siren(owner))
                        .body())
                .contains(page);
        assertThat(first.get("/inspection/dossiers.csv?texte=" + siren(owner)).body())
                .contains("EXPIRED");
    }

    @Test
    void exportIsSignedAndItsManifestHasEachFile() throws IOException {
        Person owner = Person.owner();
        UUID id = sample.notified(newNumber(), owner.company());
        String page = "/inspection/dossiers/" + id + "/export";
        first.get(page);
        RefusedForm.assertThatItNames(first.post(page, Map.of("recipient", "age1faux")), "recipient");
        first.get(page);
        Map<String, byte[]> files = unpacked(first.postForFile(page, Map.of()).body());
        String manifest = SharedServer.get()
                .bean(Certificates.class)
                .manifest(text(files, "manifest.jws"))
                .orElseThrow();
        assertThat(files)
                .containsKeys("dossier.json", "appels.csv", "signalements.json", "pieces/01-courrier.pdf")
                .hasSize(6);
        files.forEach((name, content) -> {
            if (!name.startsWith("manifest.")) {
                assertThat(manifest).as(name).contains(name, Sha256.hex(content));
            }
        });
        assertThat(text(files, "signalements.json")).contains("à moitié prix");
        assertThat(text(files, "dossier.json")).doesNotContain("\"null\"");
        String all = text(files, "appels.csv") + manifest;
        assertThat(plain(all)).doesNotContain("03 53 01 60");

        first.get(page);
        byte[] sealed = first.postForFile(page, Map.of("recipient", RECIPIENT)).body();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).startsWith("age-encryption.org/v1");
    }

    @Test
    void exportAndTableKeepWhatIsBrokenFromWhatIsOnlyPossible() throws IOException {
        Person owner = Person.owner();
        UUID id = sample.alleged(sample.unanswered(newNumber(), owner.company()), owner.company());
        String page = "/inspection/dossiers/" + id;
        assertThat(plain(first.get(page).body()))
                .contains("Règles enfreintes, selon les signalements", "Règles à vérifier");
        first.get(page + "/export");
        Map<String, byte[]> files =
                unpacked(first.postForFile(page + "/export", Map.of()).body());
        JsonNode complaint = JSON.readTree(text(files, "signalements.json")).get(0);
        for (String open : List.of("agreed", "contract", "refusedOn", "display", "speaker")) {
            assertThat(complaint.get(open).isNull()).as(open).isTrue();
        }
        assertThat(complaint.get("alsoFor").toString()).isEqualTo("[\"threats\"]");
        assertThat(complaint.get("broken").toString()).doesNotContain("consent");
        assertThat(complaint.get("possible").toString()).contains("\"consent\"");
        assertThat(text(files, "appels.csv")).contains("broken").contains(";possible");
        JsonNode about = JSON.readTree(text(files, "dossier.json"));
        assertThat(about.get("answerUntil").isNull()).isTrue();
    }

    @Test
    void callOfTwoComplaintsIsShownOnceAndTheOtherCallOfTheSecondToo() throws IOException {
        Person owner = Person.owner();
        String number = newNumber();
        Complaints.Filed earlier = sample.complaint(number, owner.company());
        Complaints complaints = SharedServer.get().bean(Complaints.class);
        Instant shared =
                complaints.shown(complaints.token(earlier.id())).calls().getFirst();
        Instant next = shared.plusSeconds(60);
        Complaints.Filed joined = sample.file(number, shared, next);
        UUID id = sample.alleged(earlier, owner.company());
        String page = first.get("/inspection/dossiers/" + id).body();
        assertThat(page).containsOnlyOnce("datetime=\"" + shared).containsOnlyOnce("datetime=\"" + next);

        String export = "/inspection/dossiers/" + id + "/export";
        first.get(export);
        Map<String, byte[]> files = unpacked(first.postForFile(export, Map.of()).body());
        assertThat(text(files, "appels.csv"))
                .containsOnlyOnce(shared.toString())
                .containsOnlyOnce(next.toString());
        assertThat(text(files, "signalements.json"))
                .containsOnlyOnce(earlier.reference().spelled())
                .containsOnlyOnce(joined.reference().spelled());
    }

    @Test
    void complaintThatJoinedLaterIsAddedToAnOpenCaseByAnInspectorAlone() {
        Person owner = Person.owner();
        Person holder = Person.inspector(Rank.INSPECTOR);
        String number = newNumber();
        Complaints.Filed earlier = sample.complaint(number, owner.company());
        Complaints complaints = SharedServer.get().bean(Complaints.class);
        Instant shared =
                complaints.shown(complaints.token(earlier.id())).calls().getFirst();
        UUID id = sample.alleged(earlier, owner.company());
        rows().sql("update accounts.case_file set opened_by = ? where id = ?")
                .params(holder.id(), id)
                .update();
        String page = "/inspection/dossiers/" + id;
        Instant next = shared.plusSeconds(60);
        sample.file(number, shared, next);
        Visitor reader = holder.signedIn();
        assertThat(plain(reader.get("/inspection").body())).contains(page, "Un nouveau signalement porte sur un appel");
        assertThat(first.get(page).body()).contains("est arrivé depuis").doesNotContain("datetime=\"" + next);
        Map<String, String> form = Map.of("joined", "true");
        Visitor company = owner.signedIn();
        company.get("/pro");
        assertThat(company.post(page + "/signalements", form).statusCode()).isEqualTo(403);
        for (String told : List.of("Un signalement est ajouté au dossier", "Aucun signalement n’était à ajouter")) {
            assertThat(way(first.post(page + "/signalements", form))).isEqualTo(page);
            assertThat(plain(first.get(page).body()))
                    .contains(told)
                    .containsOnlyOnce("datetime=\"" + next)
                    .doesNotContain("est arrivé depuis");
        }
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unpacked(byte[] content) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void nobodyElseOpensACase() {
        UUID id = sample.notified(newNumber(), Person.owner().company());
        String page = "/inspection/dossiers/" + id;
        for (Visitor nobody : List.of(
                SharedServer.visitor(Person.staff().principal()), Person.owner().signedIn())) {
            assertThat(nobody.get(page).statusCode()).isEqualTo(403);
        }
        assertThat(SharedServer.visitor().get(page).statusCode()).isEqualTo(302);
        assertThat(first.get("/inspection/dossiers/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(first.get(page + "/pieces/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    /** The one who has the case opened it; the worklist of inspectors is the only page that names its company. */
    @Test
    void worklistShowsTheAnswerAndTheDecisionThatWaitsAndTheMailNothingOfThem() {
        Person owner = Person.owner();
        Person holder = Person.inspector(Rank.INSPECTOR);
        UUID id = sample.notified(newNumber(), owner.company());
        rows().sql("update accounts.case_file set opened_by = ? where id = ?")
                .params(holder.id(), id)
                .update();
        String page = "/inspection/dossiers/" + id;
        assertThat(second.get("/inspection").body()).doesNotContain(page);
        Visitor company = owner.signedIn();
        assertThat(company.get("/pro").body()).contains("Répondre dans la procédure");
        company.get("/pro/procedures/" + id);
        company.post("/pro/procedures/" + id, Map.of("text", "Nous avions son accord."));
        assertThat(company.get("/pro").body()).as("answered").doesNotContain("Répondre dans la procédure");
        assertThat(Person.mails(holder.email())).containsOnlyOnce("casefile/waits");
        assertThat(rows().sql(
                                "select parameters::text from accounts.outbox where recipient = ? and template = 'casefile/waits'")
                        .param(holder.email())
                        .query(String.class)
                        .single())
                .contains(page)
                .doesNotContain("accord", siren(owner));
        Visitor reader = holder.signedIn();
        assertThat(plain(reader.get("/inspection").body())).contains(page, "Le vôtre", "L’entreprise a répondu le");
        assertThat(plain(second.get("/inspection").body())).contains(page, "L’entreprise a répondu le");
        sample.proposed(id);
        assertThat(plain(second.get("/inspection").body())).contains(page, "à confirmer ou à abandonner");
        assertThat(SharedServer.visitor().get("/inspection").statusCode()).isEqualTo(302);
        assertThat(company.get("/inspection").body()).doesNotContain(page);
    }
}
