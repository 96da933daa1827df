package org.openbloctel.server.platform.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due in the outbox, on several connections at once; {@link Lanes} decides which mails. A mail that does not go stays in the
 * outbox and is tried again later. Thread-safe; several servers may send at once.
 */
final class OutboxSender {
    /** A relay takes 20 connections of one client by default, be it Exchange, or Postfix, which takes 50. */
    static final int LANES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int BATCH = 20;
    /** Mails that wait here for their domain: of ten domains that are full. */
    private static final int MAX_WAITING = 10 * BATCH;
    /** With the longest time that sending takes, shorter than the time after which the outbox gives a mail to another sender. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final Duration SLOW = Duration.ofSeconds(2);
    /** A mail that is written while others are under way waits for so long at most. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final MailWriter writer;
    private final Mail.Route route;

    /** A sender by this way out. */
    OutboxSender(Outbox outbox, MailWriter writer, Mail.Route route) {
        this.outbox = outbox;
        this.writer = writer;
        this.route = route;
    }

    /** Sends until no mail is due any more. When interrupted, it waits a little for the mails under way, and releases the others. */
    void sendDue() {
        Run run = new Run();
        boolean interrupted = false;
        try {
            run.all();
        } catch (InterruptedException e) {
            interrupted = true;
            run.stop();
        } finally {
            run.close();
            route.rest();
            if (interrupted) {
                Thread.currentThread().interrupt(); // not before: the outbox is asked until then
            }
        }
        run.rethrow();
    }

    private record Waiting(Outbox.Taken mail, long since) {}

    /** What one call of {@link #sendDue} sends. Its thread takes mails from the outbox, others send one each. */
    private final class Run {
        private final Lanes lanes = new Lanes(LANES, SLOW);
        private final List<Waiting> waiting = new ArrayList<>();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

        void all() throws InterruptedException {
            while (failure.get() == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                returnOverdue();
                boolean started = startWaiting();
                // Before the outbox is asked: it is not asked for domains whose lanes are full then.
                boolean idle = waiting.isEmpty() && lanes.isEmpty();
                if (started || (lanes.hasRoom() && take())) {
                    continue;
                }
                if (idle) {
                    return;
                }
                lanes.await(LOOK);
            }
        }

        /** Starts the mails that may go, in their order. */
        private boolean startWaiting() {
            boolean started = false;
            Set<String> passedOver = new HashSet<>(); // a later mail to one of these would overtake
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext() && lanes.hasRoom(); ) {
                Outbox.Taken mail = each.next().mail();
                String recipient = mail.message().recipient();
                if (!passedOver.contains(recipient) && lanes.enter(mail)) {
                    each.remove();
                    threads.execute(() -> sendIn(mail));
                    started = true;
                } else {
                    passedOver.add(recipient);
                }
            }
            return started;
        }

        /** Takes mails to other domains than those that are full and those for which mails wait here already. */
        private boolean take() {
            if (waiting.size() >= MAX_WAITING) {
                return false;
            }
            Set<String> but = new HashSet<>(lanes.full());
            waiting.forEach(one -> but.add(one.mail().domain()));
            List<Outbox.Taken> taken = outbox.take(BATCH, but);
            long now = System.nanoTime();
            taken.forEach(mail -> waiting.add(new Waiting(mail, now)));
            return !taken.isEmpty();
        }

        private void returnOverdue() {
            long now = System.nanoTime();
            waiting.removeIf(one -> {
                boolean overdue = now - one.since() > MAX_WAIT.toNanos();
                if (overdue) {
                    outbox.release(one.mail());
                }
                return overdue;
            });
        }

        @SuppressWarnings("IllegalCatch") // thrown by the run's own thread
        private void sendIn(Outbox.Taken mail) {
            long start = System.nanoTime();
            try {
                send(mail);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                lanes.leave(mail, System.nanoTime() - start);
            }
        }

        /** Lets mails under way end, for a short time. */
        void stop() {
            threads.shutdown();
            try {
                if (!threads.awaitTermination(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    threads.shutdownNow();
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
            }
        }

        /** Leaves the mails that were not started in the outbox, and waits for the others. */
        @SuppressWarnings("IllegalCatch") // a mail that stays taken is sent some minutes later
        void close() {
            try {
                waiting.forEach(one -> outbox.release(one.mail()));
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
            threads.close();
        }

        void rethrow() {
            RuntimeException failed = failure.get();
            if (failed != null) {
                throw failed;
            }
        }
    }

    private void send(Outbox.Taken taken) {
        try {
            route.send(writer.write(taken));
        } catch (Mail.Route.Failure e) {
            LOG.warn("Mail {} ({}) did not go, attempt {}: {}", taken.id(), template(taken), taken.attempt(), why(e));
            outbox.failed(taken);
            return;
        } catch (RuntimeException e) {
            // A template that is missing or broken: a bug, which a later version may have mended.
            LOG.error("Mail {} ({}) cannot be written", taken.id(), template(taken), e);
            outbox.failed(taken);
            return;
        }
        outbox.sent(taken);
    }

    private static String template(Outbox.Taken taken) {
        return taken.message().template();
    }

    private static String why(Mail.Route.Failure failure) {
        return String.valueOf(failure.getMessage());
    }
}
