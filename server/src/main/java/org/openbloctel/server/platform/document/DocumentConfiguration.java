package org.openbloctel.server.platform.document;

import java.time.InstantSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Documents, in the words of the portal's bundles. */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    Documents documents(MessageSource messages, InstantSource clock) {
        return new Documents(messages, clock);
    }
}
