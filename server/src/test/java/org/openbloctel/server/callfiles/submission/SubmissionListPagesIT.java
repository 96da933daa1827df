package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.callfiles.submission.CallFileServer.FILE;
import static org.openbloctel.server.callfiles.submission.CallFileServer.bytes;
import static org.openbloctel.server.callfiles.submission.CallFileServer.matches;
import static org.openbloctel.server.callfiles.submission.CallFileServer.text;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of call files and the operator's queue. */
final class SubmissionListPagesIT {
    private static CallFileServer world;

    @BeforeAll
    static void start() {
        world = new CallFileServer();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void listIsSearchedSortedAndDownloadedWithoutFormulas() {
        Caller fresh = new Caller(world.server(), "000000034", "Neuve").withPlan(1000, 100_000);
        Visitor visitor = world.server().visitor(fresh.owner(true));
        assertThat(visitor.get("/pro/depots").body()).contains("Déposer un premier fichier");
        visitor.get("/pro/depots/nouveau");
        for (String name : List.of("zoo.csv", "=cmd.csv", "avril.csv")) {
            world.submitted(visitor, name, bytes(FILE));
        }
        String all = visitor.get("/pro/depots?tri=NAME").body();
        assertThat(all.indexOf("avril.csv")).isBetween(1, all.indexOf("zoo.csv"));
        assertThat(visitor.get("/pro/depots?texte=avr").body())
                .contains("avril.csv")
                .doesNotContain("zoo.csv");
        assertThat(visitor.get("/pro/depots?etat=REFUSED").body()).contains("Aucun dépôt ne correspond");
        assertThat(visitor.get("/pro/depots?etat=nothing&tri=x&page=-3").statusCode())
                .isEqualTo(200);
        String table = text(visitor.file("/pro/depots/liste.csv?tri=OLDEST"));
        assertThat(table)
                .startsWith(
                        "\ufeffFichier;Pour;Reçu le;État;Portée;Lignes;Retenues;Inscrites;Interdites;Non vérifiées;Valable jusqu’au\r\n")
                .contains(
                        "\r\n'=cmd.csv;nous-mêmes;24\u00a0novembre 2026 à\u00a015\u00a0h\u00a005;prêt;liste seule;4;2;1;0;1;24\u00a0décembre 2026\r\n");
    }

    @Test
    void listHasPages() throws Exception {
        Caller busy = new Caller(world.server(), "000000042", "Active").withPlan(1000, 100_000);
        SignedIn.Member owner = busy.owner(true);
        for (int i = 0; i < 30; i++) {
            world.server()
                    .bean(Submissions.class)
                    .receive(
                            new org.openbloctel.registry.callfiles.intake.Sent(
                                    busy.company(),
                                    busy.company(),
                                    owner.actor(),
                                    "n" + i + ".csv",
                                    org.openbloctel.scrub.file.LayoutOptions.NONE,
                                    java.util.Optional.empty()),
                            new ByteArrayInputStream(bytes(FILE)));
        }
        Visitor visitor = world.server().visitor(owner);
        String first = visitor.get("/pro/depots").body();
        assertThat(matches(first, "(/pro/depots/[0-9a-f-]{36})")).hasSize(25);
        String older =
                matches(first, "href=\"([^\"]+)\"[^>]*>Plus anciens").getFirst().replace("&amp;", "&");
        String second = visitor.get(older).body();
        assertThat(matches(second, "(/pro/depots/[0-9a-f-]{36})")).hasSize(5);
        assertThat(second).contains("Plus récents").doesNotContain("Plus anciens");
    }

    @Test
    void operatorSeesTheQueueAndLiftsStops() {
        Caller thief = new Caller(world.server(), "000000067", "Curieuse").withPlan(1000, 100_000);
        world.server()
                .database()
                .database()
                .accounts()
                .sql("insert into accounts.download_stop (company, at, files, lines) values (?, ?, 61, 12)")
                .params(thief.company(), java.time.OffsetDateTime.parse("2026-11-24T14:00:00Z"))
                .update();
        Visitor owner = world.server().visitor(thief.owner(true));
        owner.get("/pro/depots/nouveau");
        String page = world.submitted(owner, "a.csv", bytes(FILE));
        assertThat(owner.get(page).body()).contains("sont arrêtés depuis").doesNotContain("/fichiers/not-listed");
        assertThat(owner.get(page + "/fichiers/callable").statusCode()).isEqualTo(403);
        Visitor staff = world.staff();
        assertThat(staff.get("/operateur/depots").body()).contains("Curieuse").doesNotContain("a.csv");
        HttpResponse<String> lifted = staff.post("/operateur/depots/arrets/" + thief.company() + "/lever", Map.of());
        assertThat(lifted.statusCode()).isEqualTo(302);
        assertThat(staff.get("/operateur/depots").body()).contains("Les téléchargements de Curieuse sont rouverts");
        assertThat(owner.file(page + "/fichiers/callable").statusCode()).isEqualTo(200);
    }

    @Test
    void suspendedCompanyTakesNothingMore() {
        Caller caller = new Caller(world.server(), "000000083", "Suspendue").withPlan(1000, 100_000);
        Visitor owner = world.server().visitor(caller.owner(true));
        owner.get("/pro/depots/nouveau");
        String page = world.submitted(owner, "a.csv", bytes(FILE));
        Companies companies = world.server().bean(Companies.class);
        companies.suspend(caller.company(), "Fichiers suspects", "staff:1");
        assertThat(owner.get(page + "/fichiers/callable").body()).contains("BT-0302");
        assertThat(owner.upload("/pro/depots/nouveau", Map.of(), "b.csv", bytes(FILE))
                        .body())
                .contains("suspend");
        VerifiedCompany.verify(world.server().bean(RegisterLetters.class), caller.company());
        assertThat(owner.file(page + "/fichiers/callable").statusCode()).isEqualTo(200);
    }

    @Test
    void statusIsRedWhileTheWorkOnFilesFailsAndTheServerStaysInService() {
        JdbcClient rows = JdbcClient.create(world.server().database().owner());
        Caller caller = new Caller(world.server(), "000000091", "Malchance").withPlan(1000, 100_000);
        Visitor owner = world.server().visitor(caller.owner(true));
        owner.get("/pro/depots/nouveau");
        UUID id = CallFileServer.id(world.submitted(owner, "echec.csv", bytes(FILE)));
        assertThat(status()).contains("Tout fonctionne.").doesNotContain("tag error");
        rows.sql("update accounts.submission set state = 'CHECKING', failures = 3, lease_until = ? where id = ?")
                .params(java.sql.Timestamp.from(world.server().clock().instant().plus(Duration.ofHours(1))), id)
                .update();
        assertThat(status()).containsPattern("Traitement des fichiers</th>\\s*<td[^>]*><span class=\"tag error\">");
        assertInService();
        rows.sql("update accounts.submission set state = 'REFUSED', lease_until = null, refusal_code = 'BT-0790',"
                        + " last_fault = 'java.lang.Error at org.example.Some:1', settled_at = ? where id = ?")
                .params(java.sql.Timestamp.from(world.server().clock().instant().minus(Duration.ofMinutes(59))), id)
                .update();
        assertThat(status()).as("refused within the hour").contains("tag error");
        assertThat(world.staff().get("/operateur/depots").body())
                .contains(
                        "Refusés après des échecs du service", id.toString(), "java.lang.Error at org.example.Some:1");
        world.server().clock().move(Duration.ofMinutes(2));
        assertThat(status()).doesNotContain("tag error");
        world.server().clock().move(Duration.ofMinutes(-2));
        rows.sql("update accounts.submission set refusal_code = null where id = ?")
                .param(id)
                .update();
    }

    @Test
    void statusIsRedWhileAJobFailsAgainAndAgain() {
        JdbcClient rows = JdbcClient.create(world.server().database().owner());
        String set =
                "update accounts.scheduled_tasks set consecutive_failures = ? where task_name = 'submission.sweep'";
        rows.sql(set).param(3).update();
        assertThat(status()).containsPattern("Tâches de fond[^<]*</th>\\s*<td[^>]*><span class=\"tag error\">");
        assertInService();
        rows.sql(set).param(0).update();
        assertThat(status()).doesNotContain("tag error");
    }

    private static String status() {
        return world.server().visitor().get("/statut").body();
    }

    /** A proxy that asks must not take every server out because of one file or job. */
    private static void assertInService() {
        HealthEndpoint health = world.server().bean(HealthEndpoint.class);
        assertThat(Objects.requireNonNull(health.healthForPath("readiness")).getStatus())
                .isEqualTo(Status.UP);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
