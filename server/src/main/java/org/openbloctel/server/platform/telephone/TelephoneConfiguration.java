package org.openbloctel.server.platform.telephone;

import java.time.InstantSource;
import org.openbloctel.registry.accounts.consumer.CodeBudget;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.platform.settings.Settings;
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
}
