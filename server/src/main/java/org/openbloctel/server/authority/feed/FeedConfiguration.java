package org.openbloctel.server.authority.feed;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Set;
import org.openbloctel.registry.authority.feed.ComplaintFeed;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.web.ApiKeys;
import org.openbloctel.server.platform.web.SignedIn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The feed and its keys. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    FeedKeys feedKeys(Database database, InstantSource clock, AuditTrail audit) {
        return new FeedKeys(database, clock, audit);
    }

    @Bean
    ComplaintFeed complaintFeed(Database database, InstantSource clock, AuditTrail audit) {
        return new ComplaintFeed(database, clock, audit);
    }

    /** A key of no company: its own id stands for one, so that its requests are limited by themselves. */
    @Bean
    ApiKeys keysOfFeed(FeedKeys keys) {
        return (token, address) -> ApiKeys.literal(address)
                .flatMap(from -> keys.authenticate(token, from))
                .map(key -> new SignedIn.Key(key.id(), key.id(), Set.of(FeedApi.SCOPE), false));
    }

    @Bean
    RecurringJob forgetFeedKeys(FeedKeys keys) {
        return RecurringJob.erasingDaily(LocalTime.of(3, 38), Rules.FEED, keys::forget);
    }
}
