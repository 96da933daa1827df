package org.openbloctel.server.platform.telephone;

import java.time.InstantSource;
import java.util.Locale;
import org.openbloctel.registry.accounts.consumer.CodeBudget;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How codes reach a telephone. */
@Configuration(proxyBeanMethods = false)
class TelephoneConfiguration {
    @Bean
    CodeBudget codeBudget(
            Settings settings,
            MessageSource texts,
            Database database,
            InstantSource clock,
            CodeSettings codes,
            CodeBudget.Alarm alarm) {
        return new CodeBudget(database, clock, sender(settings, texts), codes.limits(), alarm);
    }

    /** Without a gateway trials write codes into the log; in production no code may be there, so none is sent. */
    static NumberCodes.Sender sender(Settings settings, MessageSource texts) {
        Settings.Gateway gateway = settings.gateway();
        if (gateway != null) {
            return new HttpCodeSender(gateway.address(), gateway.token(), texts);
        }
        return settings.environment() == Settings.Environment.PRODUCTION
                ? (number, code, channel, locale) -> false
                : new LogCodeSender();
    }

    /**
     * The limits of the whole service for codes to telephones; 0 is no limit.
     *
     * @param anHour codes within an hour
     * @param aDay codes within a legal day
     */
    @ConfigurationProperties("openbloctel.telephone-codes")
    record CodeSettings(
            @Between(min = 0, max = 10_000_000) int anHour,
            @Between(min = 0, max = 100_000_000) int aDay) {
        CodeBudget.Limits limits() {
            return new CodeBudget.Limits(anHour, aDay);
        }
    }

    /** For trials: writes the code into the log, and not the number it is for. Never for real people. Thread-safe. */
    static final class LogCodeSender implements NumberCodes.Sender {
        private static final Logger LOG = LoggerFactory.getLogger(LogCodeSender.class);

        @Override
        public boolean send(PhoneNumber number, String code, Channel channel, Locale locale) {
            LOG.info("The code that would be sent by {} is {}", channel, code);
            return true;
        }
    }
}
