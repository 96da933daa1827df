package org.openbloctel.server.accounts.webhook;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.JobQueue;
import org.openbloctel.server.platform.jobs.OneOffJob;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks: where companies are told, what they are told of, and the sending. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    private static final String SEND = "webhook.send";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    WebhookConfiguration(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    @Bean
    Webhooks webhooks(MasterKeys keys, Targets targets, Settings settings, JobQueue jobs) {
        Webhooks.Needs needs =
                new Webhooks.Needs(event -> jobs.put(SEND, event.toString()), targets, settings.privateWebhooks());
        return new Webhooks(database, clock, audit, keys, needs);
    }

    @Bean
    Deliveries webhookDeliveries(Outbox outbox, MasterKeys keys) {
        return new Deliveries(database, clock, audit, outbox, keys);
    }

    /** At once, on the server where it happened. */
    @Bean
    OneOffJob sendWebhook(WebhookSender sender) {
        return new OneOffJob(SEND, event -> sender.sendDue(), event -> {});
    }

    @Bean
    List<RecurringJob> webhookJobs(WebhookSender sender, Deliveries deliveries) {
        return List.of(
                // What failed and is due again, and what a server left behind.
                RecurringJob.every(LOOK, "webhook.send-due", sender::sendDue),
                RecurringJob.erasingDaily(LocalTime.of(3, 20), Rules.WEBHOOKS, deliveries::forget));
    }

    @Bean
    MeterBinder webhookMeters(Deliveries deliveries, DatabaseGauges gauges) {
        return registry -> gauges.of("openbloctel.webhooks.waiting", deliveries::waiting)
                .description("Webhook deliveries that wait")
                .register(registry);
    }
}
