package org.openbloctel.server.authority.feed;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.openbloctel.registry.authority.feed.ComplaintFeed;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.programs.KnownKeys.ApiKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The feed and its keys. */
@Configuration(proxyBeanMethods = false)
@Import({FeedKeys.class, ComplaintFeed.class})
class FeedConfiguration {
    /** A key of no company: its own id stands for one, so that its requests are limited by themselves. */
    @Bean
    ApiKeys keysOfFeed(FeedKeys keys) {
        return (token, address) -> ApiKeys.literal(address)
                .flatMap(from -> keys.authenticate(token, from))
                .map(key -> new SignedIn.Key(key.id(), key.id(), Set.of(FeedApi.SCOPE), false));
    }

    @Bean
    List<RecurringJob> feedJobs(FeedKeys keys) {
        return List.of(RecurringJob.erasingDaily(LocalTime.of(3, 38), Rules.FEED, keys::forget));
    }
}
