package org.openbloctel.server.platform.files;

import java.io.IOException;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The places of files, and their health. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {
    @Bean
    FilePlaces filePlaces(FilesProperties given, Settings settings) throws IOException {
        return new FilePlaces(
                BucketSettings.of(given, settings.environment() == Settings.Environment.PRODUCTION),
                settings.dataFolder().resolve("work"));
    }
}
