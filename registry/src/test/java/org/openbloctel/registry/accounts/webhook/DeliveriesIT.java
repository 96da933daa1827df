package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.COMPANY;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.ME;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.OTHER;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.answered;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.asking;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** What waits is sent in time and turn, tried again, given up, and sent again by hand; and who is told when it fails. */
final class DeliveriesIT {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private WebhookFixture world;

    @BeforeEach
    void start() {
        world = new WebhookFixture();
    }

    @Test
    void oldestGoFirstSoManyOfEachEndpointAndNoneOfThoseThatAreBusy() {
        Webhook one = world.webhook();
        Webhook two = world.webhook();
        Webhook busy = world.webhook();
        for (int i = 0; i < 5; i++) {
            world.raise(1);
            world.later(TICK);
        }
        List<Deliveries.Outgoing> first = world.deliveries().take(100, 3, List.of(busy.id()));
        assertThat(first).extracting(Deliveries.Outgoing::webhook).containsOnly(one.id(), two.id());
        assertThat(of(first, one)).containsExactlyElementsOf(oldest(one).subList(0, 3));
        assertThat(of(first, two)).containsExactlyElementsOf(oldest(two).subList(0, 3));
        List<Deliveries.Outgoing> second = world.deliveries().take(100, 3, List.of());
        assertThat(of(second, one)).containsExactlyElementsOf(oldest(one).subList(3, 5));
        assertThat(of(second, busy)).hasSize(3);
        assertThat(world.deliveries().take(1, 3, List.of())).hasSize(1);
        assertThat(world.deliveries().take(100, 3, List.of())).hasSize(1);
        assertThat(world.take()).isEmpty();
    }

    private static List<UUID> of(List<Deliveries.Outgoing> all, Webhook webhook) {
        return all.stream()
                .filter(one -> one.webhook().equals(webhook.id()))
                .map(Deliveries.Outgoing::delivery)
                .toList();
    }

    private List<UUID> oldest(Webhook webhook) {
        return world.list(webhook).reversed().stream().map(Delivery::id).toList();
    }

    @Test
    void sendersAtOnceLoseNothingAndSendNothingTwice() throws Exception {
        for (int i = 0; i < 4; i++) {
            world.webhook();
        }
        world.raise(15);
        List<UUID> sent = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<List<UUID>>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(pool.submit(() -> {
                    List<UUID> mine = new ArrayList<>();
                    for (List<Deliveries.Outgoing> due = some();
                            !due.isEmpty() || world.deliveries().waiting() > 0;
                            due = some()) {
                        due.forEach(one -> {
                            mine.add(one.delivery());
                            world.deliveries().settle(one, answered(200));
                        });
                    }
                    return mine;
                }));
            }
            for (Future<List<UUID>> run : runs) {
                sent.addAll(run.get());
            }
        }
        assertThat(sent).hasSize(60).doesNotHaveDuplicates();
    }

    private List<Deliveries.Outgoing> some() {
        return world.deliveries().take(7, 3, List.of());
    }

    @Test
    void whatASenderTookIsItsOwnForTwoMinutesAndThenAnothersUnderTheSameId() {
        Webhook webhook = world.webhook();
        world.raise(1);
        Deliveries.Outgoing first = world.take().getFirst();
        world.later(LEASE.minus(TICK));
        assertThat(world.take()).isEmpty();
        world.later(TICK);
        Deliveries.Outgoing second = world.take().getFirst();
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.lease()).isEqualTo(first.lease() + 1);

        world.deliveries().settle(first, answered(410));
        assertThat(world.only(webhook).state())
                .as("the failure of one who lost it counts for nothing")
                .isEqualTo(Delivery.State.WAITING);
        assertThat(world.only(webhook).attempts()).isZero();
        assertThat(world.get(webhook).disabled()).isEmpty();
        world.deliveries().settle(second, fault());
        world.deliveries().settle(first, answered(200));
        assertThat(world.only(webhook).state())
                .as("a success counts from anybody")
                .isEqualTo(Delivery.State.DELIVERED);
        assertThat(world.deliveries().attempts(second.delivery()))
                .extracting(Delivery.Attempt::status)
                .containsExactly(Optional.of(410), Optional.empty(), Optional.of(200));
    }

    @Test
    void failureIsTriedTenTimesByTheScheduleAndThenGivenUp() {
        Webhook webhook = world.webhook();
        world.raise(1);
        List<Duration> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(world.send(fault())).isEqualTo(1);
            Delivery delivery = world.only(webhook);
            assertThat(delivery.attempts()).isEqualTo(attempt);
            if (delivery.next().isPresent()) {
                pauses.add(Duration.between(world.now, delivery.next().get()));
                world.now = delivery.next().get().minus(TICK);
                assertThat(world.take()).isEmpty();
                world.later(TICK);
            }
        }
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(world.only(webhook).state()).isEqualTo(Delivery.State.FAILED);
        assertThat(world.only(webhook).settledAt()).contains(world.now);
        world.later(Duration.ofDays(3));
        assertThat(world.take()).isEmpty();
        assertThat(world.deliveries().failed(COMPANY, webhook.id())).isEqualTo(1);
    }

    /** Which answers are success, which ask to be spared, and for how long. */
    @ParameterizedTest
    @CsvSource({
        // status, Retry-After in seconds, state, spared for seconds
        "200, , DELIVERED, ",
        "204, 60, DELIVERED, ",
        "299, , DELIVERED, ",
        "199, , WAITING, ",
        "300, , WAITING, ",
        "301, 600, WAITING, ",
        "404, , WAITING, ",
        "500, 600, WAITING, ",
        "429, , WAITING, 60",
        "429, 600, WAITING, 600",
        "429, 0, WAITING, 60",
        "429, -5, WAITING, 60",
        "429, 86400, WAITING, 86400",
        "429, 86401, WAITING, 86400",
        "429, 9223372036854775807, WAITING, 86400",
        "502, , WAITING, 60",
        "504, 30, WAITING, 30",
        "503, , WAITING, ",
        "503, 30, WAITING, 30",
        "410, 30, FAILED, "
    })
    void answerDecidesWhetherItIsTriedAgainAndWhen(
            int status, @Nullable Long wait, Delivery.State state, @Nullable Long spared) {
        Webhook webhook = world.webhook();
        world.raise(2);
        Deliveries.Outgoing one = world.take().getLast();
        world.deliveries().settle(one, wait == null ? answered(status) : asking(status, Duration.ofSeconds(wait)));
        assertThat(world.deliveries().get(COMPANY, webhook.id(), one.delivery()).state())
                .isEqualTo(state);
        Optional<Instant> paused = Optional.ofNullable(spared).map(world.now::plusSeconds);
        assertThat(world.get(webhook).pausedUntil()).isEqualTo(paused);
        world.later(LEASE);
        if (paused.isPresent() && world.now.isBefore(paused.get())) {
            assertThat(world.take()).as("nothing else of the endpoint either").isEmpty();
            world.now = paused.get();
        }
        assertThat(world.take()).hasSize(status == 410 ? 0 : state == Delivery.State.DELIVERED ? 1 : 2);
    }

    @Test
    void endpointThatIsSparedKeepsNoOtherWaitingAndWorksAtOnceAfterASuccess() {
        Webhook spared = world.webhook();
        Webhook other = world.webhook();
        world.raise(2);
        List<Deliveries.Outgoing> due = world.take();
        Deliveries.Outgoing first = due.stream()
                .filter(one -> one.webhook().equals(spared.id()))
                .findFirst()
                .orElseThrow();
        world.deliveries().settle(first, asking(429, Duration.ofHours(1)));
        world.later(LEASE);
        assertThat(world.take()).extracting(Deliveries.Outgoing::webhook).containsOnly(other.id());
        world.deliveries().settle(first, answered(200));
        assertThat(world.get(spared).pausedUntil()).isEmpty();
        assertThat(world.get(spared).failingSince()).isEmpty();
        assertThat(world.take()).extracting(Deliveries.Outgoing::webhook).containsOnly(spared.id());
    }

    @Test
    void receiverThatIsGoneIsTurnedOffWithAllThatWaitsAndItsOwnersAreTold() {
        world.owner(COMPANY, "second@example.org", "en");
        Webhook webhook = world.webhook();
        world.raise(3);
        List<Deliveries.Outgoing> due = world.take();
        world.deliveries().settle(due.getFirst(), answered(410));
        assertThat(world.get(webhook).disabled()).contains(new Webhook.Disabled(world.now, Webhook.Why.GONE));
        assertThat(world.list(webhook)).allMatch(one -> one.state() == Delivery.State.FAILED);
        world.later(Duration.ofMinutes(1));
        world.deliveries().settle(due.get(1), answered(410));
        world.deliveries().settle(due.get(2), fault());
        world.later(LEASE);
        assertThat(world.take()).isEmpty();
        assertThat(world.mails())
                .as("once")
                .extracting(Outbox.Message::template, Outbox.Message::recipient)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("webhook/gone", "owner@example.org"),
                        org.assertj.core.groups.Tuple.tuple("webhook/gone", "second@example.org"));
        assertThat(world.trail(webhook)).containsExactly("webhook.disabled", "webhook.made");
    }

    @Test
    void mailNamesTheHostAndNotTheAddress() {
        world.webhook();
        world.raise(1);
        world.send(answered(410));
        assertThat(world.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.parameters())
                        .containsEntry("host", "hooks.example.org")
                        .containsEntry("since", "2026-11-25T08:00:00Z")
                        .allSatisfy((key, value) -> assertThat(value).doesNotContain("very-secret")));
    }

    @Test
    void endpointThatFailsForAWeekIsTurnedOffAndNotAMomentBefore() {
        Webhook webhook = world.webhook();
        Instant since = world.now;
        world.raise(1);
        world.send(fault());
        world.now = since.plus(Duration.ofDays(7)).minus(TICK);
        world.raise(1);
        world.send(fault());
        assertThat(world.get(webhook).disabled()).isEmpty();
        assertThat(world.get(webhook).failingSince()).contains(since);
        world.later(TICK);
        world.raise(1);
        world.send(fault());
        assertThat(world.get(webhook).disabled()).contains(new Webhook.Disabled(world.now, Webhook.Why.FAILING));
        assertThat(world.mails())
                .extracting(Outbox.Message::template)
                .containsExactlyInAnyOrder("webhook/failing", "webhook/disabled");
    }

    @Test
    void oneSuccessWithinTheWeekBeginsTheCountAnew() {
        Webhook webhook = world.webhook();
        world.raise(1);
        world.send(fault());
        world.later(Duration.ofDays(6));
        world.raise(1);
        world.send(answered(200));
        assertThat(world.get(webhook).failingSince()).isEmpty();
        world.later(Duration.ofDays(6));
        world.raise(1);
        world.send(fault());
        assertThat(world.get(webhook).disabled()).isEmpty();
        assertThat(world.get(webhook).failingSince()).contains(world.now);
    }

    @Test
    void ownersAreToldOnceASpellAfterADayAndNotTwiceWithinADay() {
        Webhook webhook = world.webhook();
        Instant since = world.now;
        world.raise(1);
        world.send(fault());
        world.now = since.plus(Duration.ofDays(1)).minus(TICK);
        failOne();
        assertThat(world.mails()).as("failing for less than a day").isEmpty();
        world.later(TICK);
        failOne();
        assertThat(world.mails()).extracting(Outbox.Message::template).containsExactly("webhook/failing");
        world.later(Duration.ofDays(2));
        failOne();
        assertThat(world.mails()).as("once a spell").isEmpty();

        world.raise(1);
        world.send(answered(200));
        failOne();
        Instant again = world.get(webhook).failingSince().orElseThrow();
        world.now = again.plus(Duration.ofDays(1));
        failOne();
        assertThat(world.mails()).extracting(Outbox.Message::template).containsExactly("webhook/failing");
    }

    private void failOne() {
        world.raise(1);
        world.send(fault());
    }

    @Test
    void suspendedCompanyIsSentNothingButItsTries() {
        Webhook webhook = world.webhook();
        world.raise(2);
        world.state(COMPANY, "SUSPENDED");
        assertThat(world.take()).isEmpty();
        UUID test = world.webhooks().test(COMPANY, webhook.id(), ME);
        assertThat(world.take()).extracting(Deliveries.Outgoing::delivery).containsExactly(test);
        world.state(COMPANY, "VERIFIED");
        assertThat(world.take()).hasSize(2);
    }

    @Test
    void endpointWhoseSecretNoKeyOpensWaitsAndNoOtherWithIt() {
        Webhook lost = world.webhook();
        MasterKeys before = world.keys;
        world.keys = MasterKeys.generate();
        Webhook other = world.webhook(OTHER);
        world.raise(1);
        world.webhooks().test(OTHER, other.id(), ME);
        assertThat(world.take()).extracting(Deliveries.Outgoing::webhook).containsExactly(other.id());
        assertThat(world.only(lost).state()).isEqualTo(Delivery.State.WAITING);
        assertThat(world.only(lost).attempts()).as("no attempt").isZero();
        world.keys = before.rotated();
        world.later(LEASE);
        assertThat(world.take()).extracting(Deliveries.Outgoing::webhook).contains(lost.id());
    }

    @Test
    void whatWasGivenUpOrDeliveredIsSentAgainByTheWholeSchedule() {
        Webhook webhook = world.webhook();
        world.raise(1);
        world.send(answered(200));
        UUID id = world.only(webhook).id();
        world.deliveries().resend(COMPANY, webhook.id(), id, ME);
        assertThat(world.only(webhook).attempts()).isZero();
        assertThat(world.only(webhook).settledAt()).isEmpty();
        world.failToTheEnd(webhook);
        assertThat(world.only(webhook).attempts()).isEqualTo(10);
        assertThat(world.deliveries().resendFailed(COMPANY, webhook.id(), ME)).isEqualTo(1);
        assertThat(world.send(answered(200))).isEqualTo(1);
        assertThat(world.deliveries().resendFailed(COMPANY, webhook.id(), ME)).isZero();
        assertThat(world.trail(webhook))
                .as("what sends nothing is not in the trail")
                .containsExactly("webhook.resent", "webhook.resent", "webhook.made");
    }

    @Test
    void whatWaitsIsTriedAtOnceByHandAndItsAttemptsCountOn() {
        Webhook webhook = world.webhook();
        world.raise(1);
        for (int i = 0; i < 3; i++) {
            world.send(asking(429, Duration.ofHours(20)));
            world.now = world.get(webhook).pausedUntil().orElseThrow();
        }
        world.deliveries().resend(COMPANY, webhook.id(), world.only(webhook).id(), ME);
        assertThat(world.get(webhook).pausedUntil()).isEmpty();
        assertThat(world.send(fault())).isEqualTo(1);
        assertThat(world.only(webhook).attempts()).isEqualTo(4);
    }

    @Test
    void nothingIsSentAgainToAnEndpointThatIsOff() {
        Webhook webhook = world.webhook();
        world.raise(1);
        world.send(answered(410));
        UUID id = world.only(webhook).id();
        assertThatThrownBy(() -> world.deliveries().resend(COMPANY, webhook.id(), id, ME))
                .isInstanceOf(RefusedException.class)
                .hasMessage("BT-0725");
        world.webhooks().enable(COMPANY, webhook.id(), ME);
        assertThat(world.get(webhook).failingSince()).isEmpty();
        world.deliveries().resend(COMPANY, webhook.id(), id, ME);
        assertThat(world.take()).hasSize(1);
    }

    @Test
    void logIsAPageAtATimeAndForgottenAfterThirtyDays() {
        Webhook webhook = world.webhook();
        world.raise(7);
        world.send(answered(200));
        List<Long> seen = new ArrayList<>();
        Optional<Long> cursor = Optional.of(Long.MAX_VALUE);
        while (cursor.isPresent()) {
            Deliveries.Page page = world.deliveries().of(COMPANY, webhook.id(), cursor.get(), 3);
            assertThat(page.deliveries()).hasSizeBetween(1, 3);
            page.deliveries().forEach(one -> seen.add(one.seq()));
            cursor = page.next();
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(world.deliveries()
                        .of(COMPANY, webhook.id(), Long.MAX_VALUE, 7)
                        .next())
                .isEmpty();
        world.later(Deliveries.KEPT);
        assertThat(world.deliveries().forget()).isZero();
        world.later(TICK);
        assertThat(world.deliveries().forget()).isEqualTo(7);
        assertThat(world.list(webhook)).isEmpty();
    }

    @Test
    void settlingWhatWasRemovedMeanwhileIsNothing() {
        Webhook webhook = world.webhook();
        world.raise(2);
        List<Deliveries.Outgoing> due = world.take();
        world.webhooks().delete(COMPANY, webhook.id(), ME);
        world.deliveries().settle(due.getFirst(), answered(200));
        world.deliveries().settle(due.getLast(), fault());
        assertThat(world.mails()).isEmpty();
    }
}
