package org.openbloctel.server.demo;

import java.time.InstantSource;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The demo's sample data. */
@Configuration(proxyBeanMethods = false)
@Import({
    DemoInspection.class,
    DemoHelpdesk.class,
    DemoCampaigns.class,
    DemoComplaints.class,
    DemoConsents.class,
    DemoConsents.Needs.class,
    DemoCodes.class,
    DemoData.class,
    DemoData.Samples.class,
    DemoData.Spaces.class,
    DemoData.Service.class,
    DemoPeople.class,
    DemoConsumers.class,
    DemoFiles.class,
    DemoFigures.class
})
@ConditionalOnBooleanProperty("openbloctel.demo")
class DemoConfiguration {
    private final InstantSource clock;

    DemoConfiguration(InstantSource clock) {
        this.clock = clock;
    }

    @Bean
    DemoMailbox demoMailbox(Settings settings) {
        return new DemoMailbox(settings.dataFolder().resolve("demo/mail"), clock);
    }
}
