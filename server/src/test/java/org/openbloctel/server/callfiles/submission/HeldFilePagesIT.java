package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.callfiles.submission.CallFileServer.FILE;
import static org.openbloctel.server.callfiles.submission.CallFileServer.bytes;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.platform.retention.ErasureStops;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.jobs.JobRunner;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A file that is held, through the doors: its company reads why and what to do, the operator decides. */
final class HeldFilePagesIT {
    private static final Map<String, Hold> HOLDS = new ConcurrentHashMap<>();

    private static CallFileServer world;
    private static int sirens = 200;

    @BeforeAll
    static void start() {
        world = new CallFileServer(ServerFixture.gated(
                (task, made) -> task.released() ? Optional.empty() : Optional.ofNullable(HOLDS.get(task.fileName()))));
        world.server()
                .bean(Staff.class)
                .add("Sacha", "sacha@operator.example", "abc-Def-9876-xyz", Locale.FRENCH, "system");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Caller company(String name) {
        return new Caller(world.server(), "000000" + ++sirens, name).withPlan(1000, 100_000);
    }

    private static String held(Visitor owner, String name, Hold hold) {
        HOLDS.put(name, hold);
        owner.get("/pro/depots/nouveau");
        return world.submitted(owner, name, bytes(FILE));
    }

    private static JdbcClient rows() {
        return JdbcClient.create(world.server().database().owner());
    }

    @Test
    void companyReadsWhyAndWhatToDo() {
        Caller caller = company("Retenue");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "signes.csv", new Hold(Hold.Kind.SIGNS, "UNASSIGNED 41 %; OTHER 3"));
        assertThat(owner.get(page).body())
                .contains("Ce fichier est retenu", "Fichier retenu", "Lire le fichier autrement")
                .contains("Des numéros inhabituels pour un fichier d’appel")
                .contains("numéros de tranches qu’aucun abonné n’a", "41 %", "OTHER 3")
                .contains("joignez les justificatifs", "27\u00a0novembre 2026")
                .doesNotContain("/fichiers/", "progress.js", "Attestation (PDF)");
        assertThat(owner.get("/pro/depots").body()).contains("signes.csv", "retenu</span>");
        assertThat(owner.get("/pro/depots?etat=HELD").body()).contains("signes.csv");
        assertThat(owner.get(page + "/avancement").body()).contains("data-settled=\"true\"");
        assertThat(owner.get(page + "/fichiers/callable").body()).contains("BT-0415");
        owner.speaks("en");
        assertThat(owner.get(page).body())
                .contains(
                        "This file is held",
                        "Numbers that are unusual",
                        "numbers of ranges that no subscriber has: 41 %")
                .contains("attach the papers")
                .doesNotContain("??");
        assertThat(caller.usedLines()).isZero();
        assertThat(rows().sql("select recipient || ' ' || template from accounts.outbox where template like 'alarm/%'"
                                + " and array_to_string(parameters, ' ') like '%' || ? || '%'")
                        .param(CallFileServer.id(page).toString())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "sacha@operator.example alarm/file-of-company-held", caller.email() + " alarm/file-held");
    }

    /** With the second factor given again; the operator reads it beside the file. */
    @Test
    void ownerSaysWhereTheNumbersComeFromAndTheOperatorReadsIt() {
        Caller caller = company("Transparente");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "provenance.csv", new Hold(Hold.Kind.SIGNS, "EVEN 100"));
        assertThat(owner.get(page).body()).contains(page + "/provenance");
        String form = page + "/provenance";
        assertThat(owner.get(form).body()).contains("D’où viennent les numéros");
        Map<String, String> wrong = Map.of("text", "Fichier loué", "papers", "javascript:alert(1)");
        HttpResponse<String> refused = owner.post(form, wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("papers-error", "Fichier lou");
        owner.get(form);
        assertThat(owner.post(form, Map.of("text", "Appelez le 06 39 98 00 01", "papers", ""))
                        .statusCode())
                .isEqualTo(422);
        owner.get(form);
        Map<String, String> right =
                Map.of("text", "Fichier loué à Exemple SA", "papers", "https://exemple.example/contrat.pdf");
        assertThat(owner.post(form, right).statusCode()).isEqualTo(302);
        assertThat(owner.get(page).body()).contains("Vous avez dit d’où viennent ces numéros");
        assertThat(owner.get(form).body()).contains("Exemple SA");
        Visitor staff = world.staff();
        assertThat(rows().sql(
                                "select array_to_string(parameters, ' ') from accounts.outbox"
                                        + " where template = 'guard/provenance-of-file' and recipient = 'sacha@operator.example'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("Transparente")
                .doesNotContain("loué");
        assertThat(staff.get("/operateur/depots").body())
                .contains("Fichier loué à Exemple SA")
                .contains("href=\"https://exemple.example/contrat.pdf\" rel=\"noopener noreferrer nofollow\"");
        assertThat(world.visitor(caller.owner(true)).get(form).statusCode()).isEqualTo(200);
        staff.post("/operateur/depots/" + CallFileServer.id(page) + "/refuser", Map.of("motif", "Non"));
        assertThat(owner.get(form).body()).contains("BT-0440");
    }

    @Test
    void operatorReleasesWithAReason() {
        Caller caller = company("Pressée");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "jour.csv", new Hold(Hold.Kind.BUDGET_DAY, "FRESH 4"));
        UUID id = CallFileServer.id(page);
        Visitor staff = world.staff();
        world.server().clock().move(Duration.ofHours(5));
        assertThat(staff.get("/operateur/depots").body())
                .contains("Fichiers retenus", "Pressée", "Trop de nouveaux numéros pour un jour", "nouveaux numéros")
                .contains(">5 h<", ">67 h<", "/operateur/depots/" + id + "/liberer", id + "/refuser")
                .contains("Fichier reçu le")
                .doesNotContain("jour.csv", ">" + id + "<");
        world.server().clock().move(Duration.ofHours(-5));
        assertThat(staff.post("/operateur/depots/" + id + "/liberer", Map.of("motif", " "))
                        .statusCode())
                .isEqualTo(400);
        assertThat(staff.post("/operateur/depots/" + id + "/liberer", Map.of("motif", "Contrat du fichier vu"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(staff.get("/operateur/depots").body())
                .contains("Le fichier est libéré")
                .doesNotContain(id + "/liberer");
        assertThat(Program.comesTrue(() -> owner.get(page).body().contains("/fichiers/not-listed")))
                .isTrue();
        assertThat(owner.get(page).body()).contains("Libéré par l’exploitant", "Retenu");
        HttpResponse<String> again = staff.post("/operateur/depots/" + id + "/liberer", Map.of("motif", "encore"));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("BT-0440");
    }

    @Test
    void operatorRefusesWithAReason() {
        Caller caller = company("Douteuse");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "stop.csv", new Hold(Hold.Kind.STOPPED, "2 signs"));
        Visitor staff = world.staff();
        staff.get("/operateur/depots");
        HttpResponse<String> refused = staff.post(
                "/operateur/depots/" + CallFileServer.id(page) + "/refuser", Map.of("motif", "Aucun papier reçu"));
        assertThat(refused.statusCode()).isEqualTo(302);
        assertThat(staff.get("/operateur/depots").body()).contains("Le fichier est refusé");
        assertThat(owner.get(page).body()).contains("BT-0441", "Aucun papier reçu", "déposez le fichier de nouveau");
        owner.speaks("en");
        assertThat(owner.get(page).body()).contains("File held, then refused");
    }

    @Test
    void companyWithdrawsItsFileOnce() {
        Caller caller = company("Prudente");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "retrait.csv", new Hold(Hold.Kind.SIGNS, "EVEN 98"));
        assertThat(owner.get(page).body()).contains("Retirer ce fichier");
        assertThat(owner.post(page + "/retirer", Map.of()).statusCode()).isEqualTo(302);
        assertThat(owner.get(page).body())
                .contains("Le fichier est retiré et effacé", "BT-0443")
                .doesNotContain("Retirer ce fichier", "Lire le fichier autrement");
        assertThat(owner.post(page + "/retirer", Map.of()).statusCode()).isEqualTo(409);
        owner.get("/pro/depots/nouveau");
        String ready = world.submitted(owner, "bon.csv", bytes(FILE));
        assertThat(owner.post(ready + "/retirer", Map.of()).statusCode())
                .as("a result is not erased by it")
                .isEqualTo(409);
        assertThat(owner.get(ready).body()).contains("/fichiers/not-listed");
    }

    @Test
    void onlyTheOperatorDecides() {
        Caller caller = company("Curieuse");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "moi.csv", new Hold(Hold.Kind.SIGNS, "OPPOSED 34 %"));
        owner.get(page);
        for (String decision : List.of("/liberer", "/refuser")) {
            String path = "/operateur/depots/" + CallFileServer.id(page) + decision;
            assertThat(owner.post(path, Map.of("motif", "x")).statusCode()).isIn(302, 403, 404);
        }
        assertThat(owner.get(page).body()).contains("Ce fichier est retenu");
    }

    @Test
    void programsReadTheReasonAndMayErase() {
        Caller caller = company("Programme");
        Program program =
                new Program(world.server().address(), caller.key("obl_live_0000000209", "submissions", "webhooks"));
        HOLDS.put("an.csv", new Hold(Hold.Kind.BUDGET_YEAR, "FRESH 9"));
        JsonNode held = program.submitted("an.csv", "", bytes(FILE));
        assertThat(held.get("state").asString()).isEqualTo("HELD");
        assertThat(held.at("/hold/reason").asString()).isEqualTo("BUDGET_YEAR");
        assertThat(held.at("/hold/figures").asString()).isEqualTo("FRESH 9");
        assertThat(held.at("/hold/cure").asString()).contains("formule plus grande");
        assertThat(held.at("/hold/until").asString()).isEqualTo("2026-11-27T14:05:00Z");
        assertThat(held.get("files")).isEmpty();
        assertThat(held.get("certificate").isNull()).isTrue();
        assertThat(held.at("/counts/rows").asLong()).isZero();
        String path = "/api/v1/submissions/" + held.get("id").asString();
        assertThat(Program.problem(program.get(path + "/files/callable"))).isEqualTo("409 BT-0415");
        assertThat(Program.text(program.get("/api/v1/submissions?state=HELD"))).contains("an.csv");
        assertThat(program.send("DELETE", path, java.net.http.HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
        JsonNode withdrawn = Program.json(program.get(path));
        assertThat(withdrawn.get("state").asString()).isEqualTo("REFUSED");
        assertThat(withdrawn.at("/refusal/code").asString()).isEqualTo("BT-0443");
        assertThat(withdrawn.get("hold").isNull()).isTrue();
    }

    /** A refusal is not taken back when the clock is right again. */
    @Test
    void noFileIsRefusedByAClockThatIsDoubted() {
        ServerFixture server = world.server();
        Visitor owner = world.visitor(company("Patiente").owner(true));
        String page = held(owner, "horloge.csv", new Hold(Hold.Kind.SIGNS, "EVEN 100"));
        server.nightsPass();
        server.clock().move(Duration.ofDays(4));
        server.bean(JobRunner.class).runNow("submission.expire-holds");
        assertThat(Program.comesTrue(() -> server.bean(ErasureStops.class).waiting().stream()
                        .anyMatch(stop -> stop.job().equals("submission.expire-holds"))))
                .isTrue();
        assertThat(state(page)).isEqualTo("HELD");
        server.hurry("submission.expire-holds");
        assertThat(Program.comesTrue(() -> state(page).equals("REFUSED")))
                .as("once the day is known to be right")
                .isTrue();
        server.clock().move(Duration.ofDays(-4));
        server.nightsPass();
    }

    private static String state(String page) {
        return rows().sql("select state from accounts.submission where id = ?")
                .param(CallFileServer.id(page))
                .query(String.class)
                .single();
    }

    @Test
    void heldFilesAreMeasuredAndEndByThemselves() {
        Caller caller = company("Oubliée");
        Visitor owner = world.visitor(caller.owner(true));
        String page = held(owner, "oubli.csv", new Hold(Hold.Kind.SIGNS, "NEIGHBOURS 98 %"));
        MeterRegistry meters = world.server().bean(MeterRegistry.class);
        assertThat(meters.get("openbloctel.submissions.held").gauge().value()).isPositive();
        rows().sql("update accounts.submission set received_at = received_at - interval '72 hours' where id = ?")
                .param(CallFileServer.id(page))
                .update();
        assertThat(meters.get("openbloctel.submissions.held.oldest").gauge().value())
                .isGreaterThanOrEqualTo(72 * 3600);
        world.server().bean(HeldFiles.class).expire();
        assertThat(owner.get(page).body()).contains("BT-0442", "Rien n’est compté");
    }
}
