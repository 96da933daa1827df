package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.Withdrawals;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Description;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A program has itself told of what happens, by a server that really listens. */
final class WebhookApiIT {
    private static final String ROOT = "/api/v1/webhooks";

    private static ServerFixture server;
    private static Receiver receiver;
    private static Caller caller;
    private static Program program;

    @BeforeAll
    static void start() throws IOException {
        server = ServerFixture.start(
                "openbloctel.webhooks.allow-private=true", "openbloctel.http.requests-a-minute.company=100000");
        receiver = new Receiver();
        caller = new Caller(server, "000000018", "Exemple").withPlan(1_000, 10_000);
        program = new Program(server.address(), caller.key("obl_live_webhooks001", "webhooks", "submissions"));
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void webhookIsMadeOnceShownListedAndDeleted() {
        String wanted = "{\"url\":\"http://localhost:9/x\",\"description\":\"Essai\",\"events\":[\"campaign.due\"]}";
        HttpResponse<byte[]> made = post(ROOT, wanted, "Idempotency-Key", "one");
        assertThat(made.statusCode()).as(Program.text(made)).isEqualTo(201);
        JsonNode webhook = Program.json(made);
        String path = ROOT + "/" + webhook.get("id").asString();
        assertThat(made.headers().firstValue("Location")).contains(path);
        assertThat(webhook.get("secret").asString()).startsWith("whsec_");
        HttpResponse<byte[]> again = post(ROOT, wanted, "Idempotency-Key", "one");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(Program.json(again)).isEqualTo(webhook);
        assertThat(Program.problem(post(ROOT, wanted.replace("Essai", "Autre"), "Idempotency-Key", "one")))
                .isEqualTo("422 BT-0413");
        assertThat(Program.json(program.get(path)).has("secret")).isFalse();
        assertThat(Program.text(program.get(ROOT)))
                .contains(webhook.get("id").asString())
                .doesNotContain("whsec_");
        assertThat(program.send("DELETE", path, BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
        assertThat(Program.problem(program.get(path))).isEqualTo("404 BT-0723");
        assertThat(Program.problem(program.send("DELETE", path, BodyPublishers.noBody())))
                .isEqualTo("404 BT-0723");
    }

    @Test
    void webhookIsTriedTurnedOffAndOnAndGivenANewSecretOnce() throws WebhookSigningException {
        JsonNode webhook = made("campaign.due");
        String path = ROOT + "/" + webhook.get("id").asString();
        HttpResponse<byte[]> tried = post(path + "/test", "");
        assertThat(tried.statusCode()).as(Program.text(tried)).isEqualTo(202);
        assertThat(Program.json(tried).get("type").asString()).isEqualTo("webhook.test");
        String delivery = Program.json(tried).get("id").asString();
        Receiver.Got got = got("webhook.test", webhook.get("id").asString());
        assertThat(got.id()).isEqualTo(Program.json(tried).get("event").asString());
        assertThat(Program.text(program.get(path + "/deliveries"))).contains(delivery);

        assertThat(Program.json(post(path + "/disable", ""))
                        .get("disabledBecause")
                        .asString())
                .isEqualTo("OWNER");
        assertThat(Program.problem(post(path + "/test", ""))).isEqualTo("409 BT-0725");
        assertThat(Program.json(post(path + "/enable", "")).get("enabled").asBoolean())
                .isTrue();

        HttpResponse<byte[]> first = post(path + "/rotate", "", "Idempotency-Key", "r-1");
        String secret = Program.json(first).get("secret").asString();
        assertThat(secret)
                .startsWith("whsec_")
                .isNotEqualTo(webhook.get("secret").asString());
        HttpResponse<byte[]> again = post(path + "/rotate", "", "Idempotency-Key", "r-1");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(Program.json(again).get("secret").asString()).isEqualTo(secret);
        int before = receiver.got().size();
        post(path + "/test", "");
        assertThat(Program.comesTrue(() -> receiver.got().size() > before)).isTrue();
        Receiver.Got signed = receiver.got().getLast();
        long at = Long.parseLong(signed.header("webhook-timestamp"));
        assertThat(signed.header("webhook-signature").split(" "))
                .containsExactlyInAnyOrder(
                        new Webhook(secret).sign(signed.id(), at, signed.body()),
                        new Webhook(webhook.get("secret").asString()).sign(signed.id(), at, signed.body()));
        server.clock().move(Duration.ofMinutes(61));
        assertThat(Program.json(post(path + "/rotate", "", "Idempotency-Key", "r-1"))
                        .has("secret"))
                .as("it was shown long enough")
                .isFalse();
        assertThat(Program.json(post(path + "/rotate", "")).get("secret").asString())
                .isNotEqualTo(secret);
        Program test = new Program(server.address(), caller.key("obt_test_webhooks002", "webhooks"));
        for (String act : List.of("/test", "/rotate", "/enable", "/disable")) {
            assertThat(Program.problem(test.send("POST", path + act, BodyPublishers.noBody())))
                    .isEqualTo("403 BT-0102");
            assertThat(Program.problem(post(ROOT + "/" + UUID.randomUUID() + act, "")))
                    .isEqualTo("404 BT-0723");
        }
        server.clock().set(ServerFixture.START);
        program.send("DELETE", path, BodyPublishers.noBody());
    }

    @Test
    void whatCannotBeIsRefusedWithItsCode() {
        assertThat(Program.problem(post(ROOT, "{\"events\":[]}"))).isEqualTo("400 BT-0701");
        assertThat(Program.problem(post(ROOT, "{\"url\":\"http://localhost/\",\"events\":\"all\"}")))
                .isEqualTo("400 BT-0701");
        assertThat(Program.problem(post(ROOT, "{\"url\":\"ftp://localhost/\",\"events\":[\"campaign.due\"]}")))
                .isEqualTo("422 BT-0720");
        assertThat(Program.problem(post(ROOT, "{\"url\":\"http://localhost/\",\"events\":[\"webhook.test\"]}")))
                .isEqualTo("422 BT-0727");
        assertThat(Program.problem(program.get(ROOT + "/" + UUID.randomUUID() + "/deliveries")))
                .isEqualTo("404 BT-0723");
        Program test = new Program(server.address(), caller.key("obt_test_webhooks001", "webhooks"));
        assertThat(Program.problem(test.send(
                        "POST",
                        ROOT,
                        BodyPublishers.ofString("{\"url\":\"http://localhost/\",\"events\":[\"campaign.due\"]}"),
                        "Content-Type",
                        "application/json")))
                .isEqualTo("403 BT-0102");
        Program other = new Program(server.address(), caller.key("obl_live_nohooks0001", "submissions"));
        assertThat(Program.problem(other.get(ROOT))).isEqualTo("403 BT-0102");
    }

    @Test
    void fileThatIsReadyOrRefusedIsToldSignedLoggedAndSentAgain() throws WebhookSigningException {
        JsonNode webhook = made("submission.ready", "submission.refused");
        String path = ROOT + "/" + webhook.get("id").asString();
        JsonNode ready = program.submitted("a.csv", "", Program.bytes("0639980002\n0639980004\n"));
        JsonNode refused = program.submitted("b.csv", "", Program.bytes("nothing\nto be found here\n"));
        assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
        Receiver.Got first = got("submission.ready", ready.get("id").asString());
        Receiver.Got second = got("submission.refused", refused.get("id").asString());
        assertThat(first.body())
                .contains(
                        "\"rows\":2",
                        "\"filename\":\"a.csv\"",
                        ready.get("certificate").asString());
        assertThat(second.body()).contains("\"code\":\"BT-0");
        long at = Long.parseLong(first.header("webhook-timestamp"));
        assertThat(first.header("webhook-signature"))
                .isEqualTo(new Webhook(webhook.get("secret").asString()).sign(first.id(), at, first.body()));

        assertThat(Program.comesTrue(() -> Program.json(program.get(path + "/deliveries"))
                        .get("deliveries")
                        .valueStream()
                        .allMatch(one -> one.get("state").asString().equals("DELIVERED"))))
                .isTrue();
        JsonNode page = Program.json(program.get(path + "/deliveries?limit=1"));
        JsonNode delivery = page.get("deliveries").get(0);
        assertThat(delivery.get("event").asString()).isEqualTo(second.id());
        assertThat(delivery.get("attempts").get(0).get("status").asInt()).isEqualTo(200);
        assertThat(Program.json(program.get(page.get("next").asString()))
                        .get("deliveries")
                        .get(0)
                        .get("event")
                        .asString())
                .isEqualTo(first.id());
        HttpResponse<byte[]> again =
                post(path + "/deliveries/" + delivery.get("id").asString() + "/resend", "");
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(Program.comesTrue(() -> receiver.got().stream()
                                .filter(got -> got.id().equals(second.id()))
                                .count()
                        == 2))
                .isTrue();
        assertThat(Program.problem(post(path + "/deliveries/" + UUID.randomUUID() + "/resend", "")))
                .isEqualTo("404 BT-0724");
    }

    @Test
    void withdrawalOfAConsentIsToldWithoutANumber() {
        made("consent.withdrawn");
        Instant now = server.clock().instant();
        ClaimedConsent claim = Claims.of(
                "dossier 7",
                "0639980107",
                "des fenêtres",
                "other",
                now.minus(Duration.ofDays(2)).toString(),
                now.plus(Duration.ofDays(90)).toString());
        UUID consent = Objects.requireNonNull(server.bean(Consents.class)
                .record(caller.company(), "test", false, List.of(claim))
                .getFirst()
                .id());
        // As it could be kept before such references were refused.
        JdbcClient.create(server.database().owner())
                .sql("update accounts.consent set reference = 'dossier 06 39 98 01 07' where id = ?")
                .param(consent)
                .update();
        Withdrawals withdrawals = server.bean(Withdrawals.class);
        UUID request = withdrawals.ask("0639980107", NumberCodes.Sender.Channel.SMS, Locale.FRENCH);
        JdbcClient.create(server.database().owner())
                .sql("update accounts.withdrawal_request set proved_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), request)
                .update();
        withdrawals.withdraw(request, consent);
        Receiver.Got got = got("consent.withdrawn", consent.toString());
        assertThat(got.body())
                .contains("\"count\":1", "\"reference\":\"dossier …\"")
                .doesNotContain("0639980107", "06 39 98 01 07");
    }

    @Test
    void twoServersTellEachEventOnce() {
        made("campaign.rechecked");
        List<String> settings = new ArrayList<>(List.of(server.shared()));
        settings.add("openbloctel.webhooks.allow-private=true");
        try (ServerFixture other = server.startAnother(settings.toArray(String[]::new))) {
            for (int i = 0; i < 30; i++) {
                ServerFixture here = i % 2 == 0 ? server : other;
                here.bean(Events.class)
                        .raise(new Event(caller.company(), Event.Type.CAMPAIGN_RECHECKED, Map.of("number", i)));
            }
            assertThat(Program.comesTrue(() -> rechecked().count() == 30)).isTrue();
            assertThat(Program.comesTrue(() -> server.bean(Deliveries.class).waiting() == 0))
                    .isTrue();
        }
        assertThat(rechecked()).hasSize(30).doesNotHaveDuplicates();
    }

    private static Stream<String> rechecked() {
        return receiver.got().stream()
                .filter(got -> is(got, "campaign.rechecked", "\"number\":"))
                .map(Receiver.Got::id);
    }

    private static JsonNode made(String... events) {
        HttpResponse<byte[]> made = post(
                ROOT, "{\"url\":\"" + receiver.url() + "\",\"events\":[\"" + String.join("\",\"", events) + "\"]}");
        assertThat(made.statusCode()).as(Program.text(made)).isEqualTo(201);
        return Program.json(made);
    }

    private static Receiver.Got got(String type, String about) {
        assertThat(Program.comesTrue(() -> receiver.got().stream().anyMatch(got -> is(got, type, about))))
                .as("%s of %s comes", type, about)
                .isTrue();
        Receiver.Got found = receiver.got().stream()
                .filter(got -> is(got, type, about))
                .findFirst()
                .orElseThrow();
        Description.coversEvent(found.body());
        return found;
    }

    private static boolean is(Receiver.Got got, String type, String about) {
        return got.body().startsWith("{\"type\":\"" + type + "\"") && got.body().contains(about);
    }

    private static HttpResponse<byte[]> post(String path, String body, String... headers) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Arrays.stream(headers))
                .toArray(String[]::new);
        return program.send("POST", path, BodyPublishers.ofString(body), all);
    }
}
