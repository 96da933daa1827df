package org.openbloctel.server.telephone;

import org.openbloctel.registry.consumer.NumberCodes;
import org.openbloctel.server.settings.Settings;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How codes reach a telephone. */
@Configuration(proxyBeanMethods = false)
class TelephoneConfiguration {
    /** Without a gateway trials write codes into the log; in production no code may be there, so none is sent. */
    @Bean
    NumberCodes.Sender codeSender(Settings settings, MessageSource texts) {
        Settings.Gateway gateway = settings.gateway();
        if (gateway != null) {
            return new HttpCodeSender(gateway.address(), gateway.token(), texts);
        }
        return settings.environment() == Settings.Environment.PRODUCTION
                ? (number, code, channel, locale) -> false
                : new LogCodeSender();
    }
}
