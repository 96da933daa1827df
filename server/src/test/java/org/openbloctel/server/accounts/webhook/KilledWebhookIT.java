package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerProcess;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server is killed between the sending of a webhook and its note of it. The next one sends it again, under the same id. */
@Tag("check-long")
final class KilledWebhookIT {
    private static final String KEY = "obl_live_0000000001";

    @TempDir
    Path folder = Path.of(".");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient rows = JdbcClient.create(database.owner());

    @Test
    void whatWasSentAndNotNotedIsSentAgainUnderTheSameId() throws Exception {
        Files.writeString(folder.resolve("list.txt"), "0199000000\n");
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.list.import-file=" + folder.resolve("list.txt")
                        + "\nopenbloctel.webhooks.allow-private=true"
                        + "\nopenbloctel.http.requests-a-minute.company=100000\n");
        try (Receiver receiver = new Receiver()) {
            receiver.hold();
            try (ServerProcess first = ServerProcess.start(folder, database)) {
                new Caller(database, "000000018", "Exemple")
                        .withPlan(1_000, 10_000)
                        .key(KEY, "submissions", "webhooks");
                Program program = new Program(first.address(), KEY);
                program.send(
                        "POST",
                        "/api/v1/webhooks",
                        BodyPublishers.ofString(
                                "{\"url\":\"" + receiver.url() + "\",\"events\":[\"submission.ready\"]}"),
                        "Content-Type",
                        "application/json");
                program.submitted("a.csv", "", Program.bytes("0199000000\n0199000002\n"));
                assertThat(Program.comesTrue(() -> receiver.got().size() == 1)).isTrue();
                first.kill();
            }
            receiver.release();
            assertThat(state()).isEqualTo("WAITING 0");
            // The two minutes for which it was taken.
            rows.sql("update accounts.webhook_delivery set next_attempt_at = next_attempt_at - interval '2 minutes'")
                    .update();
            try (ServerProcess second = ServerProcess.start(folder, database)) {
                assertThat(Program.comesTrue(() -> state().equals("DELIVERED 1")))
                        .as("by the server at %s", second.address())
                        .isTrue();
            }
            assertThat(receiver.got()).hasSize(2);
            Receiver.Got before = receiver.got().getFirst();
            Receiver.Got after = receiver.got().getLast();
            assertThat(after.id()).isEqualTo(before.id()).startsWith("msg_");
            assertThat(after.body()).isEqualTo(before.body());
        }
    }

    private String state() {
        return rows.sql("select state || ' ' || attempts from accounts.webhook_delivery")
                .query(String.class)
                .single();
    }
}
