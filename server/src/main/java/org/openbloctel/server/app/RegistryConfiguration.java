package org.openbloctel.server.app;

import java.time.Clock;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.ErasureGate;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Makes the features out of what they stand on. Each feature adds its own class of this kind. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
    @Bean
    InstantSource clock() {
        return new ErasureGate.RunClock(Clock.systemUTC());
    }

    @Bean
    Database database(
            @Qualifier("accounts") DataSource accounts,
            @Qualifier("list") DataSource list,
            MasterKeys keys,
            Environment values) {
        Database database = new Database(accounts, list, keys);
        OperatorNames.require(values::getProperty, database.hadReleaseBefore());
        return MasterKeyConfiguration.opened(database);
    }

    @Bean
    AuditTrail auditTrail(Database database, MasterKeys keys, InstantSource clock, AuditTrail.Follower follower) {
        return new AuditTrail(database, keys, clock, follower);
    }

    /** The demo finds the links of its sample people in mails that wait. */
    @Bean
    Outbox outbox(Database database, InstantSource clock, OutboxSettings outbox, Settings settings) {
        return new Outbox(database, clock, outbox.sealed() && !settings.demo());
    }

    /** Whether mails are sealed while they wait. All servers of one database must be of a version that opens them. */
    @ConfigurationProperties("openbloctel.mail")
    record OutboxSettings(boolean sealed) {}
}
