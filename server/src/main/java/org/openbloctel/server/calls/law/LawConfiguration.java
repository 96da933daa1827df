package org.openbloctel.server.calls.law;

import java.util.Map;
import org.openbloctel.law.LawBook;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The book of the law. */
@Configuration(proxyBeanMethods = false)
class LawConfiguration {
    /** A faulty file, or a setting that names nothing disputed, stops the start here. */
    @Bean
    LawBook lawBook(Environment environment) {
        return LawBook.france(Binder.get(environment)
                .bind("openbloctel.law", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
    }
}
