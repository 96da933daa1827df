package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Description;
import org.openbloctel.server.platform.programs.Program;

/** A number of a kept campaign comes on the list: its company's server is told within a minute, which campaign, not which number. */
@Tag("check-long")
final class CampaignWebhookIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void numberThatIsOpposedIsToldWithinAMinute() throws IOException {
        try (ServerFixture server = ServerFixture.start(
                        "openbloctel.webhooks.allow-private=true",
                        "openbloctel.http.requests-a-minute.company=100000");
                Receiver receiver = new Receiver()) {
            Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1_000, 10_000);
            Program program = new Program(
                    server.address(), caller.key("obl_live_campaign0001", "webhooks", "submissions", "calls"));
            post(
                    program,
                    "/api/v1/webhooks",
                    "{\"url\":\"" + receiver.url() + "\",\"events\":[\"campaign.numbers-opposed\"]}");
            String campaign = Program.json(post(
                            program,
                            "/api/v1/campaigns",
                            "{\"name\":\"Suivi\",\"sector\":\"other\",\"exemption\":{\"ground\":\"contract\","
                                    + "\"evidence\":\"CRM 7\"},\"startsOn\":\"2026-11-01\",\"endsOn\":\"2026-12-31\"}"))
                    .get("id")
                    .asString();
            server.bean(CampaignCover.class).keepNumbers(caller.company(), UUID.fromString(campaign), "test");
            assertThat(program.submitted("a.csv", "&campaign=" + campaign, Program.bytes("0639980002\n0639980004\n"))
                            .get("state")
                            .asString())
                    .isEqualTo("READY");
            assertThat(receiver.got()).isEmpty();
            long from = System.nanoTime();
            Database database = server.bean(Database.class);
            database.accounts()
                    .sql("select list.oppose(?, now())")
                    .param(database.listNumbers().seal(33_639_980_004L))
                    .query(Long.class)
                    .single();
            assertThat(Program.comesTrue(() -> !receiver.got().isEmpty())).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(MINUTE);
            Description.coversEvent(receiver.got().getFirst().body());
            assertThat(receiver.got().getFirst().body())
                    .startsWith("{\"type\":\"campaign.numbers-opposed\"")
                    .contains("\"campaign\":\"" + campaign + "\"", "\"opposed\":1")
                    .doesNotContain("639980004");
        }
    }

    private static HttpResponse<byte[]> post(Program program, String path, String body) {
        HttpResponse<byte[]> answer =
                program.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(Program.text(answer)).isEqualTo(201);
        return answer;
    }
}
