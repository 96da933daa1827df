package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.COMPANY;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.ME;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.OTHER;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.URL;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.wanted;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.event.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event goes, whole and as it was, to the endpoints of its company that want it, with the transaction in which it happens. */
final class RaisedEventsIT {
    private WebhookFixture world;
    private Webhooks webhooks;

    @BeforeEach
    void start() {
        world = new WebhookFixture();
        webhooks = world.webhooks();
    }

    @Test
    void codesOfEventsArePermanentAndReadBack() {
        assertThat(Event.Type.values())
                .extracting(Event.Type::code)
                .containsExactly(
                        "submission.ready",
                        "submission.refused",
                        "submission.held",
                        "guard.stopped",
                        "guard.lifted",
                        "campaign.due",
                        "campaign.lapsed",
                        "campaign.rechecked",
                        "campaign.numbers-opposed",
                        "consent.permitted",
                        "consent.confirmed",
                        "consent.withdrawn",
                        "webhook.test")
                .allSatisfy(code ->
                        assertThat(Event.Type.of(code).orElseThrow().code()).isEqualTo(code));
        assertThat(Event.Type.of("submission.READY")).isEmpty();
    }

    @Test
    void eventGoesToTheEndpointsOfItsCompanyThatWantIt() {
        Webhook ready = world.webhook();
        Webhook both = webhooks.make(
                        COMPANY, ME, wanted(URL, Event.Type.SUBMISSION_READY, Event.Type.CAMPAIGN_DUE), null)
                .webhook();
        Webhook off = world.webhook();
        webhooks.disable(COMPANY, off.id(), ME);
        Webhook theirs = world.webhook(OTHER);
        world.raise(1);
        assertThat(world.list(ready)).hasSize(1);
        assertThat(world.list(both)).hasSize(1);
        assertThat(world.list(off)).isEmpty();
        assertThat(world.list(theirs)).isEmpty();
        assertThat(world.only(ready).messageId())
                .as("one event, one id")
                .isEqualTo(world.only(both).messageId());
        assertThat(world.raised).hasSize(1);
    }

    @Test
    void eventThatNoEndpointWantsIsNotKept() {
        world.webhook();
        webhooks.raise(new Event(COMPANY, Event.Type.CAMPAIGN_DUE, Map.of()));
        webhooks.raise(new Event(OTHER, Event.Type.SUBMISSION_READY, Map.of()));
        assertThat(world.raised).isEmpty();
        assertThat(world.database
                        .accounts()
                        .sql("select count(*) from accounts.webhook_event")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void eventIsSentIfAndOnlyIfItsTransactionIsCommitted() {
        Webhook webhook = world.webhook();
        assertThatThrownBy(() -> world.database.runInAccounts(() -> {
                    world.raise(1);
                    throw new IllegalStateException("the scrub was superseded");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(world.list(webhook)).isEmpty();
    }

    @Test
    void payloadHasTypeTimeAndDataAndIsTheSameAtEachAttempt() {
        world.now = world.now.plusNanos(123_456_789);
        Webhook webhook = world.webhook();
        webhooks.raise(
                new Event(COMPANY, Event.Type.SUBMISSION_READY, Map.of("filename", "été\u2028\".csv", "rows", 3L)));
        String payload = world.take().getFirst().payload();
        JsonNode json = new JsonMapper().readTree(payload);
        assertThat(json.get("type").asString()).isEqualTo("submission.ready");
        assertThat(json.get("timestamp").asString()).isEqualTo("2026-11-25T08:00:00.123Z");
        assertThat(json.get("data").get("filename").asString()).isEqualTo("été\u2028\".csv");
        assertThat(json.get("data").get("rows").asLong()).isEqualTo(3);
        world.later(Duration.ofMinutes(2));
        assertThat(world.take().getFirst().payload()).isEqualTo(payload);
        assertThat(world.deliveries()
                        .payload(COMPANY, webhook.id(), world.only(webhook).id()))
                .isEqualTo(payload);
    }

    @Test
    void payloadIsSmallerThanItsLimitInBytes() {
        world.webhook();
        String frame = "{\"type\":\"submission.ready\",\"timestamp\":\"2026-11-25T08:00:00Z\",\"data\":{\"a\":\"\"}}";
        int room = Webhooks.PAYLOAD_BELOW - 1 - frame.length();
        webhooks.raise(data("é".repeat(room / 2) + "x".repeat(room % 2)));
        assertThat(world.take().getFirst().payload().getBytes(StandardCharsets.UTF_8))
                .hasSize(Webhooks.PAYLOAD_BELOW - 1);
        assertThatThrownBy(() -> webhooks.raise(data("x".repeat(room + 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("x".repeat(9));
    }

    private static Event data(String text) {
        return new Event(COMPANY, Event.Type.SUBMISSION_READY, Map.of("a", text));
    }
}
