package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.callfiles.submission.CallFileServer.FILE;
import static org.openbloctel.server.callfiles.submission.CallFileServer.bytes;
import static org.openbloctel.server.callfiles.submission.CallFileServer.id;
import static org.openbloctel.server.callfiles.submission.CallFileServer.matches;
import static org.openbloctel.server.callfiles.submission.CallFileServer.path;
import static org.openbloctel.server.callfiles.submission.CallFileServer.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;

/** Call files through the pages, without JavaScript: from the form to the returned files; who may what; what is refused and how. */
final class SubmissionPagesIT {
    private static CallFileServer world;
    private static Caller caller;
    private static Caller agent;

    @BeforeAll
    static void start() {
        world = new CallFileServer();
        caller = new Caller(world.server(), "000000018", "Exemple & Fils").withPlan(1000, 100_000);
        agent = new Caller(world.server(), "000000026", "Centre d’appels").withPlan(1000, 100_000);
        caller.mandates(agent);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void fileIsSubmittedCheckedAndComesBackWithItsCertificate() throws Exception {
        Visitor visitor = world.server().visitor(caller.owner(true));
        assertThat(visitor.get("/pro/depots/nouveau").body()).contains("enctype=\"multipart/form-data\"");
        String page = world.submitted(visitor, "prospects.csv", bytes(FILE));
        String body = visitor.get(page).body();
        assertThat(body)
                .contains("Résultat prêt")
                .contains("Non inscrites 2 (50,0\u00a0%), Inscrites 1 (25,0\u00a0%)")
                .contains("Pas de numéro")
                .containsPattern("Ligne du fichier</span> 4</span></th><td class=\"n\" data-label=\"Octet\">48</td>")
                .contains("jusqu’au 24\u00a0décembre 2026 inclus")
                .contains("0639••••••")
                .doesNotContain("0639980002")
                .doesNotContain("??");
        assertThat(body).contains(page + "/fichiers/not-listed").doesNotContain("/fichiers/callable");
        HttpResponse<byte[]> callable = visitor.file(page + "/fichiers/not-listed");
        assertThat(text(callable)).isEqualTo("Nom;Téléphone\nBert;0639980002\nDora;06 39 98 00 03\n");
        assertThat(callable.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("prospects.not-listed.csv");
        assertThat(callable.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(text(visitor.file(page + "/fichiers/opposed"))).isEqualTo("Nom;Téléphone\nAnne;0639980001\n");
        assertThat(text(visitor.file(page + "/fichiers/verdicts"))).contains("0639980002;3;NOT_LISTED");
        assertThat(visitor.file(page + "/certificat.pdf").body())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        String certificate = text(visitor.file(page + "/certificat.json"));
        assertThat(certificate).contains("prospects.csv");
        assertThat(text(visitor.file(page + "/rapport.json"))).contains("\"uncheckedByReason\"");
        String jws = text(visitor.file(page + "/certificat.jws"));
        visitor.get("/verifier");
        for (String form : List.of(jws, certificate)) {
            assertThat(visitor.post("/verifier", Map.of("certificate", form)).statusCode())
                    .isEqualTo(302);
        }
        String after = visitor.get(page).body();
        assertThat(after)
                .contains("téléchargé")
                .contains("Téléchargé – Non inscrits")
                .contains("Camille Exemple")
                .doesNotContain("Relire le fichier");
        assertThat(matches(after, "/verifier/([0-9a-f-]{36})")).isNotEmpty();
    }

    @Test
    void askingAboutAFileIsADownloadToo() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        String page = world.submitted(visitor, "tete.csv", bytes(FILE));
        assertThat(visitor.head(page + "/fichiers/callable").headers().firstValueAsLong("Content-Length"))
                .hasValue(Objects.requireNonNull(
                                visitor.file(page + "/fichiers/callable").body())
                        .length);
        assertThat(matches(visitor.get(page).body(), "(Téléchargé – Non inscrits)"))
                .hasSize(2);
    }

    @Test
    void wrongColumnIsAskedForAndCorrectedWithoutSendingTheFileAgain() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        String page =
                world.submitted(visitor, "deux.csv", bytes("a;b\n0639980012;0639980002\n0639980013;0639980003\n"));
        String refused = visitor.get(page).body();
        assertThat(refused)
                .contains("Quelle colonne contient les numéros")
                .contains("BT-0408")
                .contains("Relire le fichier")
                .contains("<details id=\"correct-form\" open=\"open\">");
        HttpResponse<String> wrong =
                visitor.post(page + "/corriger", Map.of("columns", "2", "separator", "x;y", "header", "yes"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"separator-error\"").contains("value=\"2\" checked=\"checked\"");
        for (Map<String, String> nothing : List.of(Map.<String, String>of(), Map.of("header", "yes"))) {
            HttpResponse<String> none = visitor.post(page + "/corriger", nothing);
            assertThat(none.statusCode()).as("no column: %s", nothing).isEqualTo(422);
            assertThat(none.body()).contains("href=\"#anyColumn\"", "Cochez au moins une colonne", "id=\"anyColumn\"");
        }
        assertThat(matches(visitor.get("/pro/depots?texte=deux.csv").body(), "(/pro/depots/[0-9a-f-]{36})"))
                .as("nothing was made")
                .hasSize(1);
        HttpResponse<String> right = visitor.post(page + "/corriger", Map.of("columns", "2"));
        assertThat(right.statusCode()).isEqualTo(302);
        String unnamed = world.submitted(visitor, "sans-nom.csv", bytes("732829320;356000000\n356000000;732829320\n"));
        assertThat(visitor.get(unnamed).body()).contains("colonne 1, colonne 2").doesNotContain("column 1");
        String corrected = path(right);
        world.settled(corrected);
        assertThat(visitor.get(corrected).body()).contains("Non inscrites 2 (100,0\u00a0%)");
        assertThat(visitor.get(page).body()).contains(corrected);
        assertThat(visitor.get(page + "/corriger").statusCode()).isEqualTo(302);
    }

    @Test
    void textThatStandsForNoNumberIsTypedAndKept() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        String page = world.submitted(
                visitor, "fiches.csv", bytes("Fixe;Mobile\n0639980012;à rappeler\n0639980013;0639980002\n"));
        String correct = page + "/corriger";
        HttpResponse<String> wrong = visitor.post(correct, Map.of("columns", "1", "blanks", "à rappeler ; 06"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"blanks-error\"").contains("value=\"&agrave; rappeler ; 06\"");
        HttpResponse<String> right =
                visitor.post(correct, Map.of("columns", "2", "named", "1", "blanks", "À RAPPELER ; voir fiche"));
        assertThat(right.statusCode()).isEqualTo(302);
        world.settled(path(right));
        assertThat(visitor.get(path(right)).body())
                .contains("Non inscrites 2 (100,0\u00a0%)")
                .contains("value=\"&Agrave; RAPPELER ; voir fiche\"");
    }

    @Test
    void workbookIsShownAndComesBackAsWorkbook() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Prospects");
            sheet.value(0, 0, "Nom");
            sheet.value(0, 1, "Téléphone");
            sheet.value(1, 0, "Anne");
            sheet.value(1, 1, "0639980001");
            sheet.value(2, 0, "Bert");
            sheet.value(2, 1, 639980002);
        }
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        String page = world.submitted(visitor, "prospects.xlsx", out.toByteArray());
        assertThat(visitor.get(page).body())
                .contains("classeur")
                .contains("6399•••••")
                .contains("prospects.not-listed.xlsx");
        byte[] callable =
                Objects.requireNonNull(visitor.file(page + "/fichiers/callable").body());
        try (ReadableWorkbook back = new ReadableWorkbook(new ByteArrayInputStream(callable))) {
            assertThat(back.getFirstSheet().read()).hasSize(2);
        }
    }

    @Test
    void whatIsNoCallFileIsRefusedWithItsCause() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        String page =
                world.submitted(visitor, "photo.png", HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452"));
        assertThat(visitor.get(page).body())
                .contains("Ce n’est pas un fichier d’appel")
                .contains("Fichier refusé")
                .doesNotContain("Fichiers rendus");
        assertThat(visitor.file(page + "/fichiers/callable").statusCode()).isEqualTo(409);
    }

    @Test
    void formKeepsWhatWasTypedWhenThereIsNoFileOrAWrongChoice() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        HttpResponse<String> none =
                visitor.upload("/pro/depots/nouveau", Map.of("named", "Téléphone", "separator", ";"), "", new byte[0]);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body())
                .contains("id=\"file-error\"")
                .contains("<span>Choisissez un fichier.</span>")
                .contains("value=\"T&eacute;l&eacute;phone\"")
                .contains("<option value=\";\" selected=\"selected\">");
        HttpResponse<String> wrong =
                visitor.upload("/pro/depots/nouveau", Map.of("encoding", "ebcdic"), "a.csv", bytes(FILE));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"encoding-error\"");
        HttpResponse<String> empty = visitor.upload("/pro/depots/nouveau", Map.of(), "a.csv", new byte[0]);
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("Le fichier ne contient aucune ligne");
    }

    @Test
    void largeRefusedFileStillGetsItsPage() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        HttpResponse<String> wrong =
                visitor.upload("/pro/depots/nouveau", Map.of("encoding", "ebcdic"), "a.csv", new byte[8 << 20]);
        assertThat(wrong.statusCode()).isEqualTo(422);
    }

    @Test
    void withoutTokenSecondFactorOrRoleNothingIsTaken() {
        Visitor forged = world.server().visitor(caller.owner(true));
        assertThat(forged.upload("/pro/depots/nouveau", Map.of(), "a.csv", bytes(FILE))
                        .statusCode())
                .isEqualTo(403);
        assertThat(forged.send("/pro/depots/envois/" + UUID.randomUUID() + "?octet=0", bytes(FILE))
                        .statusCode())
                .isEqualTo(403);
        Visitor thief = world.server().visitor(caller.owner(false));
        Visitor owner = world.server().visitor(caller.owner(true));
        owner.get("/pro/depots/nouveau");
        String page = world.submitted(owner, "secret.csv", bytes(FILE));
        for (String path : List.of(
                "/pro/depots", "/pro/depots/nouveau", page, page + "/fichiers/callable", page + "/certificat.pdf")) {
            HttpResponse<String> answer = thief.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/pro/second-facteur");
        }
        Visitor auditor = world.server().visitor(caller.colleague(SignedIn.Role.AUDITOR));
        assertThat(auditor.get(page).body())
                .contains("En tant qu’auditeur")
                .contains("Qui a fait quoi")
                .doesNotContain("/fichiers/not-listed");
        assertThat(auditor.get(page + "/certificat.pdf").statusCode()).isEqualTo(200);
        assertThat(auditor.get(page + "/fichiers/callable").statusCode()).isEqualTo(403);
        assertThat(auditor.get("/pro/depots/nouveau").statusCode()).isEqualTo(403);
        assertThat(auditor.get("/pro/depots").body()).doesNotContain("/pro/depots/nouveau");
        Visitor operator = world.server().visitor(caller.colleague(SignedIn.Role.OPERATOR));
        assertThat(operator.get(page).body()).doesNotContain("Qui a fait quoi").contains("/fichiers/not-listed");
    }

    @Test
    void anotherCompanysSubmissionIsUnknown() {
        Visitor owner = world.server().visitor(caller.owner(true));
        owner.get("/pro/depots/nouveau");
        String page = world.submitted(owner, "a.csv", bytes(FILE));
        Visitor other = world.server().visitor(agent.owner(true));
        other.get("/pro/depots/nouveau");
        for (String path : List.of("", "/avancement", "/fichiers/callable", "/certificat.json", "/rapport.json")) {
            assertThat(other.get(page + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(other.post(page + "/corriger", Map.of("columns", "1")).statusCode())
                .isEqualTo(404);
        assertThat(other.get("/pro/depots").body()).doesNotContain(page);
    }

    @Test
    void callCentreSubmitsInTheNameOfItsClientOnlyUnderAMandate() {
        Visitor visitor = world.server().visitor(agent.owner(true));
        assertThat(visitor.get("/pro/depots/nouveau").body())
                .contains("Centre d’appels (nous-mêmes)")
                .contains("Exemple &amp; Fils");
        HttpResponse<String> sent = visitor.upload(
                "/pro/depots/nouveau", Map.of("principal", caller.company().toString()), "client.csv", bytes(FILE));
        assertThat(sent.statusCode()).isEqualTo(302);
        world.settled(path(sent));
        assertThat(visitor.get(path(sent)).body()).contains("Exemple &amp; Fils");
        assertThat(visitor.get("/pro/depots").body()).contains("client.csv").contains("Exemple &amp; Fils");
        HttpResponse<String> stranger = visitor.upload(
                "/pro/depots/nouveau", Map.of("principal", UUID.randomUUID().toString()), "client.csv", bytes(FILE));
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.body()).contains("id=\"principal-error\"");
    }

    @Test
    void uploadInPiecesGoesOnAfterACut() {
        Visitor visitor = world.server().visitor(caller.owner(true)).with("Accept", "application/json");
        visitor.with("Accept", "text/html").get("/pro/depots/nouveau");
        visitor.with("Accept", "application/json");
        byte[] content = bytes(FILE);
        HttpResponse<String> begun = visitor.post(
                "/pro/depots/envois",
                Map.of("name", "morceaux.csv", "length", Integer.toString(content.length), "named", "Téléphone"));
        String upload = matches(begun.body(), "\"upload\":\"([^\"]+)\"").getFirst();
        assertThat(begun.body()).contains("\"offset\":0").contains("\"page\":null");
        HttpResponse<String> first = visitor.send(upload + "?octet=0", java.util.Arrays.copyOf(content, 20));
        assertThat(first.body()).contains("\"offset\":20");
        assertThat(visitor.send(upload + "?octet=0", content).statusCode())
                .as("what stands elsewhere is a conflict")
                .isEqualTo(409);
        assertThat(visitor.get(upload).body()).contains("\"offset\":20");
        assertThat(world.server().visitor(agent.owner(true)).get(upload).statusCode())
                .isEqualTo(404);
        HttpResponse<String> last =
                visitor.send(upload + "?octet=20", java.util.Arrays.copyOfRange(content, 20, content.length));
        String page = matches(last.body(), "\"page\":\"([^\"]+)\"").getFirst();
        assertThat(visitor.get(upload).body()).as("the answer got lost").contains("\"page\":\"" + page);
        world.settled(page);
        assertThat(visitor.with("Accept", "text/html").get(page).body()).contains("Non inscrites 2");
        HttpResponse<String> refused = visitor.with("Accept", "application/json")
                .post("/pro/depots/envois", Map.of("name", "a.csv", "length", "0"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("BT-0402").contains("\"cure\"");
    }

    @Test
    void erasedFilesAreGoneAndThePageSaysSo() throws Exception {
        Visitor visitor = world.server().visitor(agent.owner(true));
        visitor.get("/pro/depots/nouveau");
        String page = world.submitted(visitor, "vieux.csv", bytes(FILE));
        visitor.file(page + "/fichiers/callable");
        world.server()
                .database()
                .database()
                .accounts()
                .sql("update accounts.submission set downloaded_at = downloaded_at - interval '25 hours' where id = ?")
                .param(id(page))
                .update();
        world.server().bean(Erasure.class).results();
        assertThat(visitor.get(page).body())
                .contains("ont été effacés le")
                .contains("Attestation (PDF)")
                .doesNotContain("/fichiers/not-listed");
        assertThat(visitor.get(page + "/fichiers/callable").statusCode()).isEqualTo(410);
    }

    @Test
    void companyWithoutPlanIsToldBeforeItSendsAnything() {
        Caller poor = new Caller(world.server(), "000000059", "Sans formule");
        Visitor visitor = world.server().visitor(poor.owner(true));
        assertThat(visitor.get("/pro/depots/nouveau").body()).contains("notice warning");
        HttpResponse<String> refused = visitor.upload("/pro/depots/nouveau", Map.of(), "a.csv", bytes(FILE));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"file-error\"");
    }

    @Test
    void everyPageSpeaksBothLanguagesAndIsLight() {
        Visitor visitor = world.server().visitor(caller.owner(true));
        visitor.get("/pro/depots/nouveau");
        String ready = world.submitted(visitor, "langue.csv", bytes(FILE));
        String refused = world.submitted(visitor, "langue2.csv", bytes("a;b\n0639980001;0639980002\n"));
        for (String language : List.of("fr", "en")) {
            visitor.speaks(language);
            for (String path :
                    List.of("/pro", "/pro/depots", "/pro/depots/nouveau", ready, refused, "/pro/puis-je-appeler")) {
                HttpResponse<String> page = visitor.get(path);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                assertThat(page.body())
                        .as(path)
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContain("??")
                        .doesNotContain("submission.")
                        .doesNotContain("style=\"")
                        .doesNotContain("<script>");
                assertThat(page.body().length()).as(path).isLessThan(50_000);
            }
        }
    }
}
