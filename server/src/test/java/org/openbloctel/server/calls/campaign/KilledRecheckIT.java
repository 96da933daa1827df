package org.openbloctel.server.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeyFile;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerProcess;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A server is killed in the middle of the nightly check of kept numbers: a change is found and written down, the check is not. The
 * next server does it once more, and everything is told once.
 */
@Tag("check-long")
final class KilledRecheckIT {
    private static final String KEY = "obl_live_0000000001";

    @TempDir
    Path folder = Path.of(".");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient rows = JdbcClient.create(database.owner());

    private UUID sealed(long number) throws IOException {
        MasterKeys keys = MasterKeyFile.open(folder.resolve("master.key"));
        return new Database(database.owner(), database.owner(), keys)
                .listNumbers()
                .seal(number);
    }

    @Test
    void checkIsDoneAgainAndItsChangesAreToldOnce() throws Exception {
        Files.writeString(folder.resolve("list.txt"), "0199000000\n");
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.list.import-file=" + folder.resolve("list.txt")
                        + "\nopenbloctel.http.requests-a-minute.company=100000\n");
        new Caller(database, "000000018", "Exemple")
                .withPlan(1_000, 10_000)
                .key(KEY, "submissions", "calls", "verdicts");
        String campaign;
        try (ServerProcess first = ServerProcess.start(folder, database);
                Connection blocking = database.owner().getConnection();
                Statement statement = blocking.createStatement()) {
            Program program = new Program(first.address(), KEY);
            campaign = kept(program);
            // Only the nightly check is to find the change.
            assertThat(Program.comesTrue(() -> due("campaign.follow", "now() + interval '1 hour'")))
                    .isTrue();
            blocking.setAutoCommit(false);
            statement.execute("lock table accounts.campaign_check in share mode");
            long revision = rows.sql("select list.oppose(?, now())")
                    .param(sealed(33_639_980_002L))
                    .query(Long.class)
                    .single();
            assertThat(Program.comesTrue(() -> revision(program) >= revision)).isTrue();
            assertThat(Program.comesTrue(() -> due("campaign.recheck", "now()")))
                    .isTrue();
            // All is written but the check itself.
            assertThat(Program.comesTrue(() ->
                            count("pg_locks where not granted" + " and relation = 'accounts.campaign_check'::regclass")
                                    == 1))
                    .isTrue();
            first.kill();
            blocking.rollback();
        }
        assertThat(count("accounts.campaign_check")).isZero();
        assertThat(count("accounts.campaign_change")).isZero();
        try (ServerProcess second = ServerProcess.start(folder, database)) {
            assertThat(Program.comesTrue(() -> count("accounts.campaign_check") > 0))
                    .isTrue();
            JsonNode check = Program.json(new Program(second.address(), KEY).get("/api/v1/campaigns/" + campaign))
                    .at("/cover/keptNumbers/lastCheck");
            assertThat(check.get("numbers").asInt()).isEqualTo(3);
            assertThat(check.get("opposed").asInt()).isEqualTo(1);
        }
        assertThat(count("accounts.campaign_check")).isEqualTo(1);
        assertThat(count("accounts.campaign_change")).isEqualTo(1);
        assertThat(count("accounts.certificate"))
                .as("of the file, of the check")
                .isEqualTo(2);
        for (String once : List.of("campaign.numbers-changed", "campaign.rechecked")) {
            assertThat(count("accounts.audit_entry where action = '" + once + "'"))
                    .as(once)
                    .isEqualTo(1);
        }
    }

    /** A campaign whose three numbers are kept. */
    private String kept(Program program) {
        // The server is a process of its own, on the machine's clock.
        LocalDate today = LegalCalendar.today(Instant::now);
        String campaign = post(
                        program,
                        "/api/v1/campaigns",
                        "{\"name\":\"Suivi\",\"sector\":\"other\",\"startsOn\":\"" + today + "\",\"endsOn\":\""
                                + today.plusDays(30) + "\"}")
                .get("id")
                .asString();
        program.send("PUT", "/api/v1/campaigns/" + campaign + "/kept-numbers", BodyPublishers.noBody());
        program.submitted("a.csv", "&campaign=" + campaign, Program.bytes("0639980001\n0639980002\n0639980003\n"));
        due("campaign.follow", "now()");
        assertThat(Program.comesTrue(() -> count("accounts.campaign_kept where numbers = 3") == 1))
                .isTrue();
        return campaign;
    }

    private static long revision(Program program) {
        return post(
                        program,
                        "/api/v1/verdicts",
                        "{\"calls\":[{\"number\":\"0639980001\",\"at\":\"2026-11-25T10:00:00Z\",\"sector\":\"other\"}]}")
                .at("/checkedAgainst/revision")
                .asLong();
    }

    private static JsonNode post(Program program, String path, String body) {
        HttpResponse<byte[]> answer =
                program.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(Program.text(answer)).isBetween(200, 201);
        return Program.json(answer);
    }

    /** Sets when a job is done next; false while it is under way. */
    private boolean due(String job, String when) {
        return rows.sql("update accounts.scheduled_tasks set execution_time = " + when
                                + " where task_name = ? and not picked")
                        .param(job)
                        .update()
                == 1;
    }

    private long count(String what) {
        return rows.sql("select count(*) from " + what).query(Long.class).single();
    }
}
