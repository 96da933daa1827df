package org.openbloctel.server.accounts.consumer;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.openbloctel.registry.accounts.consumer.ActLimits;
import org.openbloctel.registry.accounts.consumer.ActSigns;
import org.openbloctel.registry.accounts.consumer.Confirmations;
import org.openbloctel.registry.accounts.consumer.ConsumerDuties;
import org.openbloctel.registry.accounts.consumer.ConsumerPasskeys;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.LostMailboxes;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PaperRegistrations;
import org.openbloctel.registry.accounts.consumer.RegistrationFigures;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Consumers. */
@Configuration(proxyBeanMethods = false)
@Import({
    Consumers.class,
    ActSigns.class,
    RegistrationFigures.class,
    ConsumerPasskeys.class,
    NumberCodes.class,
    Confirmations.class,
    PaperRegistrations.class,
    ConsumerDuties.class
})
class ConsumerConfiguration {
    private static final int BATCH = 500;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    ConsumerConfiguration(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Bean
    ConsumerSettings consumerSettings(Settings settings, ActSettings acts) {
        return new ConsumerSettings(settings.baseUrl(), settings.proofRequired(), acts.limits());
    }

    @Bean
    LostMailboxes lostMailboxes(ConsumerSettings settings, LostMailboxSettings lost, NumberCodes.Sender sender) {
        LostMailboxes.Terms terms = new LostMailboxes.Terms(clock, settings, lost.days());
        return new LostMailboxes(database, outbox, audit, sender, terms);
    }

    @Bean
    List<RecurringJob> consumerJobs(LostMailboxes lost, ConsumerDuties duties) {
        return List.of(
                RecurringJob.every(
                                Duration.ofMinutes(10), "consumer.change-lost-addresses", () -> whole(lost::changeDue))
                        .waiting(),
                RecurringJob.every(Duration.ofSeconds(2), "list.settle", duties::settleList),
                RecurringJob.every(Duration.ofMinutes(10), "consumer.remind", () -> whole(duties::remind)),
                RecurringJob.daily(
                        LocalTime.of(6, 0), "consumer.announce-renewals", () -> whole(duties::announceRenewals)),
                RecurringJob.daily(LocalTime.of(0, 10), "consumer.renew", () -> whole(duties::renew))
                        .waiting(),
                RecurringJob.erasingDaily(LocalTime.of(3, 20), Rules.CONSUMERS, duties::forget));
    }

    /** Batch by batch, each a transaction of its own, until one is not full. */
    private static void whole(IntUnaryOperator duty) {
        int done = BATCH;
        while (done >= BATCH) {
            done = duty.applyAsInt(BATCH);
        }
    }

    /**
     * The settings of lost mailboxes.
     *
     * @param days between the code and the change of the address
     */
    @ConfigurationProperties("openbloctel.lost-mailbox")
    record LostMailboxSettings(@Between(min = 1, max = 60) int days) {}

    /**
     * The limits of a day for registrations and withdrawals together that no code proves; 0 is no limit.
     *
     * @param number of one number
     * @param account of one e-mail address
     * @param address from one network address
     * @param network from one network
     */
    @ConfigurationProperties("openbloctel.registrations-a-day")
    record ActSettings(
            @Between(min = 0, max = 1_000_000) int number,
            @Between(min = 0, max = 1_000_000) int account,
            @Between(min = 0, max = 1_000_000) int address,
            @Between(min = 0, max = 1_000_000) int network) {
        ActLimits limits() {
            return new ActLimits(number, account, address, network);
        }
    }
}
