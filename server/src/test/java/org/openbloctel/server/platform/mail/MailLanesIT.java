package org.openbloctel.server.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;

/** Mails go on several connections: none waits for another domain's server, and a recipient gets theirs in order, each once. */
final class MailLanesIT {
    private static final String OK = "250 OK";
    private static final Executor VIRTUAL =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Outbox outbox = new Outbox(TestDatabase.create().database(), () -> now);

    private UUID put(String recipient) {
        now = now.plusMillis(1);
        return outbox.put(Letters.to(recipient, "test/hello"));
    }

    private SmtpRoute route(TestRelay relay) {
        SmtpRoute.Server server = new SmtpRoute.Server("127.0.0.1", relay.port(), false, false);
        return new SmtpRoute(server, null, "ne-pas-repondre@demo.example", "OpenBloctel", () -> now);
    }

    private OutboxSender sender(Mail.Route route) {
        return new OutboxSender(outbox, Letters.writer(), route);
    }

    /** A hundred mails to one domain come first, and its server answers none of them. */
    @Test
    void mailsToOneDomainHoldUpNoOther() {
        CountDownLatch slow = new CountDownLatch(1);
        try (TestRelay relay = new TestRelay(recipient -> {
            if (recipient.endsWith("slow.example")) {
                await(slow);
            }
            return recipient.endsWith("broken.example") ? "451 later" : OK;
        })) {
            for (int i = 0; i < 100; i++) {
                put("a" + i + "@slow.example");
                put("b" + i + "@broken.example");
            }
            for (int i = 0; i < 200; i++) {
                put("c" + i + "@domain-" + i % 20 + ".example");
            }
            CompletableFuture<Void> sending = CompletableFuture.runAsync(sender(route(relay))::sendDue, VIRTUAL);
            awaitReceived(relay, 200, sending);
            UUID late = put("late@domain-1.example"); // a mail that is written now waits for none of them either
            awaitReceived(relay, 201, sending);
            assertThat(relay.received()).noneMatch(mail -> mail.recipient().endsWith("slow.example"));
            assertThat(relay.received().getLast().id()).isEqualTo(late.toString());
            slow.countDown();
            sending.join();
            assertThat(relay.received())
                    .hasSize(301)
                    .extracting(TestRelay.Received::id)
                    .doesNotHaveDuplicates();
            assertThat(outbox.take(1_000))
                    .as("the broken domain's are tried later")
                    .isEmpty();
        }
    }

    /** The outbox is asked for mails to other domains only, and while it answers, all lanes of the full domain become free. */
    @Test
    void mailsOfFullDomainGoThoughItsLanesEndWhileTheOutboxIsAsked() {
        Thread job = Thread.currentThread();
        AtomicInteger settled = new AtomicInteger();
        Semaphore answers =
                new Semaphore(13); // of the first batch of 20; its last 7 are all that a domain may have at once
        Outbox asked = new Outbox(TestDatabase.create().database(), () -> {
            if (Thread.currentThread() != job) {
                settled.incrementAndGet();
            } else if (settled.get() == 13 && answers.getQueueLength() == 7) {
                answers.release(1_000);
                while (settled.get() < 20) {
                    Thread.onSpinWait();
                }
                LockSupport.parkNanos(200_000_000); // until they have left their lanes, too
            }
            return now;
        });
        for (int i = 0; i < 30; i++) {
            asked.put(Letters.to("a" + i + "@slow.example", "test/hello"));
        }
        new OutboxSender(asked, Letters.writer(), mail -> answers.acquireUninterruptibly()).sendDue();
        assertThat(settled).hasValue(30);
    }

    @Test
    void recipientGetsMailsInTheirOrderAndConnectionsAreUsedAgain() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int mails = 600;
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            recipients.add("p" + random.nextInt(100) + "@domain-" + random.nextInt(30) + ".example");
        }
        Map<String, List<String>> put = new HashMap<>();
        recipients.forEach(recipient -> put.computeIfAbsent(recipient, none -> new ArrayList<>())
                .add(put(recipient).toString()));
        try (TestRelay relay = new TestRelay(recipient -> {
            LockSupport.parkNanos(20_000_000); // what a relay takes that writes to a disk
            return OK;
        })) {
            long start = System.nanoTime();
            sender(route(relay)).sendDue();
            System.out.printf("%.0f mails/s%n", mails / ((System.nanoTime() - start) / 1e9));
            Map<String, List<String>> came = new HashMap<>();
            relay.received()
                    .forEach(mail -> came.computeIfAbsent(mail.recipient(), none -> new ArrayList<>())
                            .add(mail.id()));
            assertThat(came).as("seed " + seed).isEqualTo(put);
            assertThat(relay.connections()).isLessThan(mails / 10);
        }
    }

    /** A server is killed at some moment: what it had in hand may be sent again, once, and nothing else. */
    @Test
    @Tag("check-long")
    void killedSenderLosesNoMailAndOnlyThoseInItsHandsComeTwice() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int last = random.nextInt(300);
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(put("p" + random.nextInt(50) + "@domain-" + i % 7 + ".example"));
        }
        List<UUID> inHand = Collections.synchronizedList(new ArrayList<>());
        try (TestRelay relay = new TestRelay(recipient -> OK)) {
            Mail.Route route = route(relay);
            AtomicInteger sends = new AtomicInteger();
            sender(mail -> {
                        boolean killed = sends.incrementAndGet() > last;
                        if (!killed || mail.id().getLeastSignificantBits() % 2 == 0) {
                            route.send(mail);
                        }
                        if (killed) {
                            inHand.add(mail.id());
                            throw new Killed();
                        }
                    })
                    .sendDue();
            now = now.plus(Duration.ofMinutes(6));
            sender(route).sendDue();
            Map<UUID, Integer> times = new HashMap<>();
            relay.received().forEach(mail -> times.merge(UUID.fromString(mail.id()), 1, Integer::sum));
            for (UUID mail : all) {
                assertThat(times.get(mail)).as("seed %d", seed).isBetween(1, inHand.contains(mail) ? 2 : 1);
            }
            assertThat(times).hasSize(300);
        }
    }

    @Test
    void interruptedSenderLeavesWhatItHasNotBegunToOthers() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(put("p" + i + "@domain-" + i % 2 + ".example"));
        }
        Thread job = Thread.currentThread();
        List<UUID> sent = Collections.synchronizedList(new ArrayList<>());
        sender(mail -> {
                    sent.add(mail.id());
                    if (sent.size() == 10) {
                        job.interrupt();
                    }
                    LockSupport.parkNanos(20_000_000);
                })
                .sendDue();
        assertThat(Thread.interrupted()).isTrue();
        List<UUID> left = outbox.take(1_000).stream().map(Outbox.Taken::id).toList();
        assertThat(left).isNotEmpty().doesNotContainAnyElementsOf(sent).hasSize(300 - sent.size());
        assertThat(all).containsAll(left);
    }

    private static void awaitReceived(TestRelay relay, int mails, CompletableFuture<Void> sending) {
        while (relay.received().size() < mails) {
            assertThat(sending).isNotDone();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing after it is done any more, as when a server is killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }
}
