package org.openbloctel.server.platform.mail;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way out for mails: the demo's mailbox, or the mail server of the settings, or none: then they wait in the outbox. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    MailWriter mailWriter(MessageSource texts, Settings settings) {
        return new MailWriter(texts, settings.baseUrl().toString(), settings.serviceName());
    }

    /** None on a server without a mail server: it would take the turns of those that have one. */
    @Bean
    List<RecurringJob> sendMails(
            Outbox outbox,
            MailWriter writer,
            Settings settings,
            InstantSource clock,
            ObjectProvider<Mail.Route> routes) {
        Mail.Route route = routes.getIfAvailable();
        Settings.Mail mail = settings.mail();
        if (route == null && mail != null) {
            route = smtp(mail, clock);
        }
        if (route == null) {
            LOG.warn("No openbloctel.mail.host: mails wait in the outbox");
            return List.of();
        }
        return List.of(RecurringJob.every(PAUSE, "outbox.send", new OutboxSender(outbox, writer, route)::sendDue));
    }

    @Bean
    MeterBinder mailMeters(Outbox outbox, InstantSource clock, DatabaseGauges gauges) {
        return registry -> {
            gauges.of("openbloctel.mails.waiting", () -> outbox.depth().waiting())
                    .description("Mails that wait to be sent")
                    .register(registry);
            gauges.of(
                            "openbloctel.mails.oldest",
                            () -> outbox.depth()
                                    .oldest()
                                    .map(at -> Duration.between(at, clock.instant())
                                            .toSeconds())
                                    .orElse(0L))
                    .description("How long the oldest of them has waited")
                    .baseUnit("seconds")
                    .register(registry);
            gauges.of("openbloctel.mails.given.up", () -> outbox.depth().givenUp())
                    .description("Mails given up within an hour, after three days of attempts")
                    .register(registry);
        };
    }

    private static SmtpRoute smtp(Settings.Mail mail, InstantSource clock) {
        Settings.MailServer server = mail.server();
        boolean tls = server.protection() == Settings.Protection.TLS;
        boolean startTls = server.protection() == Settings.Protection.STARTTLS;
        String user = mail.user();
        String password = mail.password();
        return new SmtpRoute(
                new SmtpRoute.Server(server.host(), server.port(), tls, startTls),
                user == null || password == null ? null : new SmtpRoute.Login(user, password),
                mail.from().address(),
                mail.from().name(),
                clock);
    }
}
