package org.openbloctel.server.platform.settings;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The settings of the server, and the check of those of all features. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    @Bean
    static ConfigurationPropertiesBindHandlerAdvisor settingsCheck(Environment environment) {
        return parent -> new SettingsCheck(parent, environment);
    }

    @Bean
    Settings settings(ServerProperties properties) {
        return properties.settings();
    }

    /** The portal's address: links in mails begin with it. */
    @Bean
    URI portal(Settings settings) {
        return settings.baseUrl();
    }
}
