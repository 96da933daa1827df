package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Delivery;
import org.openbloctel.registry.accounts.webhook.Delivery.State;
import org.openbloctel.registry.accounts.webhook.Webhook;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;

/** The life of deliveries, told by receivers that are there, away, gone, overloaded. */
final class DeliveryIT {
    /** When attempts begin, in seconds after the event: the pauses of the specification, added up. */
    private static final List<Long> SCHEDULE =
            List.of(0L, 5L, 305L, 2_105L, 9_305L, 27_305L, 63_305L, 113_705L, 185_705L, 272_105L);

    private final WebhookWorld world = new WebhookWorld(true);
    private final WebhookSender sender = world.sender(true);
    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        world.close();
        receiver.close();
    }

    @Test
    void whatIsSentIsSignedAsTheSpecificationSays() {
        world.clock.set(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Webhooks.Made made = world.made(receiver.url());
        world.raise();
        world.attempt(sender, made.webhook().id(), 1);
        Receiver.Got got = receiver.got().getFirst();
        String secret = made.secret().orElseThrow().text();
        assertThatCode(() -> verify(secret, got)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify("whsec_" + "A".repeat(43) + "=", got))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(got.body())
                .isEqualTo("{\"type\":\"submission.ready\",\"timestamp\":\"" + world.clock.instant() + "\",\"data\":"
                        + got.body().replaceAll(".*\"data\":", ""))
                .contains("\"rows\":3");
        assertThat(got.path()).isEqualTo("/hooks?from=bloctel");
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(world.only(made.webhook().id()))
                .returns(State.DELIVERED, Delivery::state)
                .returns(got.id(), Delivery::messageId)
                .returns(1, Delivery::attempts);
        assertThat(world.attempts(made.webhook().id()).getFirst())
                .returns(java.util.Optional.of(200), Delivery.Attempt::status)
                .returns("ok", Delivery.Attempt::answer);
    }

    @Test
    void forADayAfterAChangeOfTheSecretBothSign() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        world.clock.set(now.minus(Duration.ofHours(24)));
        Webhooks.Made made = world.made(receiver.url());
        String old = made.secret().orElseThrow().text();
        String renewed = world.webhooks
                .rotate(world.company, made.webhook().id(), "test")
                .text();
        world.clock.set(now.minusSeconds(1));
        world.raise();
        world.attempt(sender, made.webhook().id(), 1);
        Receiver.Got both = receiver.got().getFirst();
        assertThatCode(() -> verify(old, both)).doesNotThrowAnyException();
        assertThatCode(() -> verify(renewed, both)).doesNotThrowAnyException();
        world.clock.set(now);
        world.raise();
        sender.sendDue();
        WebhookWorld.until(() -> receiver.got().size() == 2);
        Receiver.Got one = receiver.got().getLast();
        assertThatThrownBy(() -> verify(old, one)).isInstanceOf(WebhookVerificationException.class);
        assertThatCode(() -> verify(renewed, one)).doesNotThrowAnyException();
    }

    @Test
    void endpointWhoseSecretNobodyCanOpenKeepsNoOtherWaiting() {
        UUID sealed = world.make(receiver.url() + "&sealed");
        UUID other = world.make(receiver.url());
        world.database
                .accounts()
                .sql("update accounts.webhook set secret = set_byte(secret, 5, 255 - get_byte(secret, 5)) where id = ?")
                .param(sealed)
                .update();
        world.raise();
        world.attempt(sender, other, 1);
        assertThat(world.only(other).state()).isEqualTo(State.DELIVERED);
        assertThat(world.only(sealed).state()).isEqualTo(State.WAITING);
        assertThat(receiver.got()).hasSize(1);
        world.database
                .accounts()
                .sql("update accounts.webhook set secret = set_byte(secret, 5, 255 - get_byte(secret, 5)) where id = ?")
                .param(sealed)
                .update();
        world.clock.move(Duration.ofMinutes(2));
        world.attempt(sender, sealed, 1);
        assertThat(world.only(sealed).state()).as("the key is back").isEqualTo(State.DELIVERED);
    }

    @Test
    void suspendedCompanyIsToldNothingUntilItIsVerifiedAgain() {
        UUID webhook = world.make(receiver.url());
        state("SUSPENDED");
        world.raise();
        sender.sendDue();
        assertThat(world.only(webhook).state()).isEqualTo(State.WAITING);
        assertThat(world.only(webhook).attempts()).isZero();
        world.webhooks.test(world.company, webhook, "test");
        sender.sendDue();
        WebhookWorld.until(() -> receiver.got().size() == 1);
        assertThat(receiver.got().getFirst().body()).contains("webhook.test");
        state("VERIFIED");
        sender.sendDue();
        WebhookWorld.until(() -> receiver.got().size() == 2);
    }

    private void state(String state) {
        world.database
                .accounts()
                .sql("update accounts.company set state = ? where id = ?")
                .params(state, world.company)
                .update();
    }

    @Test
    void receiverThatIsAwayForADayGetsItOnceAtTheNextTimeOfTheSchedule() {
        UUID webhook = world.make(receiver.url());
        receiver.answers(500);
        world.raise();
        List<Long> began = new ArrayList<>();
        for (int attempt = 1; world.only(webhook).state() == State.WAITING; attempt++) {
            Instant due = world.only(webhook).next().orElseThrow();
            world.clock.set(due.minusMillis(1));
            sender.sendDue();
            world.clock.set(due);
            began.add(Duration.between(WebhookWorld.START, due).toSeconds());
            if (Duration.between(WebhookWorld.START, due).toHours() >= 24) {
                receiver.answers(200);
            }
            world.attempt(sender, webhook, attempt);
        }
        assertThat(began).hasSize(8);
        for (int i = 0; i < began.size(); i++) {
            assertThat(began.get(i)).isBetween(SCHEDULE.get(i), SCHEDULE.get(i) * 11 / 10 + 1);
        }
        assertThat(receiver.got().stream().map(Receiver.Got::id).distinct()).hasSize(1);
        assertThat(receiver.got().stream().map(Receiver.Got::body).distinct()).hasSize(1);
        assertThat(world.only(webhook)).returns(State.DELIVERED, Delivery::state);
        assertThat(world.webhook(webhook).failingSince()).isEmpty();
        world.clock.move(Duration.ofDays(5));
        sender.sendDue();
        assertThat(receiver.got()).hasSize(8);
    }

    @Test
    void receiverThatIsAwayForFourDaysIsGivenUpItsOwnerToldOnceAndItCanBeSentAgain() {
        UUID webhook = world.make("http://127.0.0.1:" + closedPort() + "/");
        world.raise();
        int attempts = 0;
        while (world.only(webhook).state() == State.WAITING) {
            world.clock.set(world.only(webhook).next().orElseThrow());
            world.attempt(sender, webhook, ++attempts);
        }
        assertThat(attempts).isEqualTo(10);
        assertThat(Duration.between(WebhookWorld.START, world.clock.instant()))
                .isBetween(Duration.ofHours(75), Duration.ofHours(84));
        assertThat(world.only(webhook)).returns(State.FAILED, Delivery::state);
        assertThat(world.attempts(webhook))
                .allMatch(attempt -> attempt.fault().orElseThrow() == Delivery.Fault.UNREACHABLE);
        assertThat(world.mails())
                .singleElement()
                .returns("webhook/failing", Outbox.Message::template)
                .returns(world.caller.email(), Outbox.Message::recipient)
                .extracting(mail -> mail.parameters().get("path"))
                .isEqualTo("/pro/webhooks/" + webhook);
        world.clock.move(Duration.ofHours(12));
        world.webhooks.change(
                world.company,
                webhook,
                "test",
                new Webhooks.Wanted(receiver.url(), "Notre CRM", List.of("submission.ready")));
        world.deliveries.resend(world.company, webhook, world.only(webhook).id(), "test");
        world.attempt(sender, webhook, 11);
        assertThat(receiver.got()).hasSize(1);
        assertThat(world.only(webhook)).returns(State.DELIVERED, Delivery::state);
        assertThat(world.mails()).isEmpty();
    }

    @Test
    void receiverThatIsGoneIsSentNothingMoreUntilItIsEnabled() {
        UUID webhook = world.make(receiver.url());
        receiver.answers(410);
        world.raise();
        world.attempt(sender, webhook, 1);
        assertThat(world.webhook(webhook).disabled().orElseThrow().why()).isEqualTo(Webhook.Why.GONE);
        assertThat(world.only(webhook)).returns(State.FAILED, Delivery::state);
        assertThat(world.mails()).extracting(Outbox.Message::template).containsExactly("webhook/gone");
        world.raise();
        assertThat(world.all(webhook)).hasSize(1);
        UUID delivery = world.only(webhook).id();
        assertThatThrownBy(() -> world.deliveries.resend(world.company, webhook, delivery, "test"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(WebhookRefusal.DisabledWebhook.class));
        receiver.answers(204);
        world.webhooks.enable(world.company, webhook, "test");
        world.deliveries.resend(world.company, webhook, delivery, "test");
        world.attempt(sender, webhook, 2);
        assertThat(world.only(webhook)).returns(State.DELIVERED, Delivery::state);
    }

    @Test
    void allThatWasGivenUpIsSentAgainTogether() {
        UUID webhook = world.make(receiver.url());
        world.raise();
        // Not by the sender: it looks for more once it has delivered one, and would find the next two before the
        // webhook is disabled.
        Deliveries.Outgoing delivered = world.deliveries.take(1, 1, Set.of()).getFirst();
        world.deliveries.settle(delivered, Delivery.Result.answered(Duration.ZERO, 204, "", Optional.empty()));
        assertThat(world.only(webhook)).returns(State.DELIVERED, Delivery::state);
        world.raise();
        world.raise();
        world.webhooks.disable(world.company, webhook, "test");
        assertThat(world.deliveries.failed(world.company, webhook)).isEqualTo(2);
        assertThatThrownBy(() -> world.deliveries.resendFailed(world.company, webhook, "test"))
                .isInstanceOf(RefusedException.class);
        world.webhooks.enable(world.company, webhook, "test");
        assertThat(world.deliveries.resendFailed(world.company, webhook, "test"))
                .isEqualTo(2);
        sender.sendDue();
        WebhookWorld.until(() -> world.all(webhook).stream().allMatch(one -> one.state() == State.DELIVERED));
        assertThat(receiver.got()).hasSize(2);
        assertThat(world.deliveries.resendFailed(world.company, webhook, "test"))
                .isZero();
    }

    @Test
    void receiverThatFailsForAWeekIsDisabledAndItsOwnerTold() {
        UUID webhook = world.make(receiver.url());
        receiver.answers(404);
        for (int day = 0; day <= 7; day++) {
            world.raise();
            int before = receiver.got().size();
            sender.sendDue();
            // On the last day, an older attempt that ends after the clock moved disables the endpoint before anything
            // is sent.
            WebhookWorld.until(() -> world.webhook(webhook).disabled().isPresent()
                    || (receiver.got().size() > before && isSeenTo(webhook)));
            world.clock.move(Duration.ofDays(1));
        }
        assertThat(world.webhook(webhook).disabled().orElseThrow().why()).isEqualTo(Webhook.Why.FAILING);
        assertThat(world.all(webhook)).noneMatch(delivery -> delivery.state() == State.WAITING);
        assertThat(world.mails())
                .extracting(Outbox.Message::template)
                .containsExactlyInAnyOrder("webhook/failing", "webhook/disabled");
    }

    @Test
    void overloadedReceiverIsSparedForAsLongAsItAsks() {
        UUID webhook = world.make(receiver.url());
        receiver.answers(429, Map.of("Retry-After", "600"), "");
        world.raise();
        world.attempt(sender, webhook, 1);
        receiver.answers(200);
        world.raise();
        world.clock.move(Duration.ofSeconds(599));
        sender.sendDue();
        assertThat(world.deliveries.take(10, 10, Set.of())).isEmpty();
        assertThat(receiver.got()).hasSize(1);
        world.clock.move(Duration.ofSeconds(1));
        sender.sendDue();
        WebhookWorld.until(() -> world.all(webhook).stream().allMatch(one -> one.state() == State.DELIVERED));
        assertThat(receiver.got()).hasSize(3);
    }

    @Test
    void whatASenderTookWithItIsSentAgainUnderTheSameId() {
        UUID webhook = world.make(receiver.url());
        world.raise();
        // Sent, and killed before it could be said.
        List<Deliveries.Outgoing> taken = world.deliveries.take(10, 10, Set.of());
        assertThat(sender.send(taken.getFirst()).status()).contains(200);
        sender.sendDue();
        assertThat(receiver.got()).hasSize(1);
        world.clock.move(Duration.ofMinutes(2));
        world.attempt(sender, webhook, 1);
        assertThat(receiver.got()).hasSize(2);
        assertThat(receiver.got().getFirst().id())
                .isEqualTo(receiver.got().getLast().id());
        assertThat(receiver.got().getFirst().body())
                .isEqualTo(receiver.got().getLast().body());
    }

    @Test
    void failureThatIsToldLateChangesNothing() {
        UUID webhook = world.make(receiver.url());
        receiver.answers(500);
        world.raise();
        Deliveries.Outgoing slow = world.deliveries.take(1, 1, Set.of()).getFirst();
        world.clock.move(Duration.ofMinutes(3));
        Deliveries.Outgoing next = world.deliveries.take(1, 1, Set.of()).getFirst();
        world.deliveries.settle(slow, sender.send(slow));
        assertThat(world.only(webhook)).returns(0, Delivery::attempts);
        receiver.answers(200);
        world.deliveries.settle(next, sender.send(next));
        assertThat(world.only(webhook)).returns(State.DELIVERED, Delivery::state);
        assertThat(world.attempts(webhook)).hasSize(2);
    }

    @Test
    void twoServersShareTheWorkAndSendNothingTwice() {
        UUID webhook = world.make(receiver.url());
        WebhookSender other = world.sender(true);
        for (int i = 0; i < 200; i++) {
            world.raise();
        }
        Thread here = Thread.startVirtualThread(sender::sendDue);
        Thread there = Thread.startVirtualThread(other::sendDue);
        WebhookWorld.until(() -> {
            // As the job does each second: a look that came while another was taking is not repeated by itself.
            sender.sendDue();
            other.sendDue();
            return world.all(webhook).stream().allMatch(one -> one.state() == State.DELIVERED);
        });
        assertThat(here.isAlive() || there.isAlive()).isFalse();
        assertThat(receiver.got()).hasSize(200);
        assertThat(receiver.got().stream().map(Receiver.Got::id).collect(Collectors.toSet()))
                .hasSize(200);
    }

    @Test
    void eventOfATransactionThatIsRolledBackIsNone() {
        UUID webhook = world.make(receiver.url());
        assertThatThrownBy(() -> world.database.inAccounts(() -> {
                    world.raise();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(world.all(webhook)).isEmpty();
    }

    @Test
    void logIsForgottenAfterThirtyDays() {
        UUID webhook = world.make(receiver.url());
        world.raise();
        world.attempt(sender, webhook, 1);
        world.clock.move(Duration.ofDays(30));
        assertThat(world.deliveries.forget()).isZero();
        world.clock.move(Duration.ofMillis(1));
        assertThat(world.deliveries.forget()).isEqualTo(1);
        assertThat(world.all(webhook)).isEmpty();
    }

    /** Whether the latest was tried, or given up untried because another one's failure was the last straw. */
    private boolean isSeenTo(UUID webhook) {
        Delivery latest = world.all(webhook).getFirst();
        return latest.state() == State.FAILED
                || !world.deliveries.attempts(latest.id()).isEmpty();
    }

    private static void verify(String secret, Receiver.Got got) throws WebhookVerificationException {
        new com.standardwebhooks.Webhook(secret).verify(got.body(), got.headers());
    }

    private static int closedPort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
