package org.openbloctel.server.calls.mailbox;

import java.time.Instant;
import org.openbloctel.registry.calls.mailbox.Condition;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Part of the details, not of readiness: a server that cannot read the mailbox is still fit to be asked. */
@Component("mailboxHealthIndicator")
final class MailboxHealth extends AbstractHealthIndicator {
    private final MailboxSettings settings;
    private final Condition condition;

    MailboxHealth(MailboxSettings settings, Condition condition) {
        super("what is known of the mailbox cannot be read");
        this.settings = settings;
        this.condition = condition;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        if (!settings.isRead()) {
            health.withDetail("read", "off");
            return;
        }
        Condition.Now now = condition.now();
        health.withDetail("lastRead", now.readAt().map(Instant::toString).orElse("never"))
                .withDetail("failing", now.failingSince().isPresent())
                .withDetail(
                        "failingSince",
                        now.failingSince().map(Instant::toString).orElse(""))
                .withDetail("fault", now.fault())
                .withDetail("waiting", now.waiting());
    }
}
