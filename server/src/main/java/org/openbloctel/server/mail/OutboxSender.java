package org.openbloctel.server.mail;

import java.util.List;
import org.openbloctel.registry.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due in the outbox. A mail that does not go stays there and is tried again later. Thread-safe; several servers
 * may send at once.
 */
final class OutboxSender {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int AT_ONCE = 20;

    private final Outbox outbox;
    private final MailWriter writer;
    private final MailRoute route;

    /** A sender by this way out. */
    OutboxSender(Outbox outbox, MailWriter writer, MailRoute route) {
        this.outbox = outbox;
        this.writer = writer;
        this.route = route;
    }

    /** Sends until nothing is due any more. */
    void sendDue() {
        List<Outbox.Taken> due = outbox.take(AT_ONCE);
        while (!due.isEmpty()) {
            due.forEach(this::send);
            due = outbox.take(AT_ONCE);
        }
    }

    private void send(Outbox.Taken taken) {
        try {
            route.send(writer.write(taken));
        } catch (MailFailure e) {
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

    private static String why(MailFailure failure) {
        return String.valueOf(failure.getMessage());
    }
}
