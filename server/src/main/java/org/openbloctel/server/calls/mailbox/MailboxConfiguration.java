package org.openbloctel.server.calls.mailbox;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.mailbox.Condition;
import org.openbloctel.registry.calls.mailbox.MailAnswers;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.calls.mailbox.RefusalWords;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/** Call files by mail: the mailbox, the jobs that read and answer, and what is told of them. Without a host nothing is read. */
@Configuration(proxyBeanMethods = false)
@Import({Condition.class, Mailbox.Neighbours.class})
class MailboxConfiguration {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration NOTHING = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    MailboxConfiguration(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Bean
    Condition.Policy mailboxPolicy(MailboxSettings mailbox, Settings settings) {
        return mailbox.policy(settings);
    }

    /** {@code @mailbox} in templates. */
    @Bean
    Mailbox mailbox(Condition.Policy policy, Mailbox.Neighbours others) {
        return new Mailbox(database, clock, audit, outbox, policy, others);
    }

    @Bean
    MailAnswers mailboxAnswers(Members members, Submissions submissions, RefusalProse prose) {
        RefusalWords words = (code, arguments, locale) -> {
            RefusalProse.Said said = prose.of(code, arguments, locale);
            return new RefusalWords.Said(said.detail(), said.cure());
        };
        return new MailAnswers(database, outbox, members, submissions, words);
    }

    @Bean
    List<RecurringJob> mailboxJobs(
            MailboxSettings settings,
            Mailbox mailbox,
            Condition condition,
            ObjectProvider<OtherAddress> others,
            MailAnswers answers) {
        RecurringJob reading = settings.isRead()
                ? RecurringJob.every(
                        settings.pause(),
                        "mailbox.read",
                        new MailboxReader(settings, mailbox, others.getIfAvailable(), condition, clock)::read)
                : RecurringJob.every(NOTHING, "mailbox.read", () -> {});
        return List.of(
                reading,
                // Without a mailbox too: what was taken in before it was turned off is answered.
                RecurringJob.every(ANSWER, "mailbox.answer", answers::answerDue),
                RecurringJob.erasingDaily(LocalTime.of(3, 20), Rules.MAILBOX, mailbox::forget));
    }

    @Bean
    MeterBinder mailboxMeters(MailboxSettings settings, Condition condition, DatabaseGauges gauges) {
        return registry -> {
            if (!settings.isRead()) {
                return;
            }
            gauges.of("openbloctel.mailbox.waiting", () -> condition.now().waiting())
                    .description("Mails with call files whose senders wait for an answer")
                    .register(registry);
            gauges.of("openbloctel.mailbox.read.ago", () -> readAgo(condition, clock))
                    .description("How long ago the mailbox was last read through")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    private static double readAgo(Condition condition, InstantSource clock) {
        return condition
                .now()
                .readAt()
                .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Part of the details, not of readiness: a server that cannot read the mailbox is still fit to be asked. */
    @Component("mailboxHealthIndicator")
    static final class MailboxHealth extends AbstractHealthIndicator {
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
}
