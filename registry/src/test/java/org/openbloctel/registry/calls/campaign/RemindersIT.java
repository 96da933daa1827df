package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.AGENT;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.FILE;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.ME;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.PRINCIPAL;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.outbox.Outbox;

/** Owners hear of the end of a campaign's cover a week before, a day before and when it came, once each. */
final class RemindersIT {
    @TempDir
    Path folder;

    private CampaignWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new CampaignWorld(folder);
        world.owner(PRINCIPAL, "donneur@example.org");
        world.owner(AGENT, "agent@example.org");
    }

    /** What comes in a day, asked for twice by two servers. */
    private List<String> nextDay() {
        world.later(Duration.ofDays(1));
        world.reminders.run();
        world.reminders.run();
        return mails();
    }

    private List<String> mails() {
        List<Outbox.Taken> taken = world.outbox.take(100);
        taken.forEach(world.outbox::sent);
        return taken.stream()
                .map(one -> one.message().template() + " " + one.message().recipient())
                .sorted()
                .toList();
    }

    @Test
    void theOwnerIsToldTwiceBeforeAndOnceAfter() throws IOException {
        Campaign campaign = world.campaign();
        world.checked(campaign, "a.csv", FILE);
        List<String> told = new ArrayList<>();
        for (int day = 1; day <= 40; day++) {
            int today = day;
            nextDay().forEach(mail -> told.add(today + " " + mail));
        }
        assertThat(told)
                .containsExactly(
                        "23 campaign/due donneur@example.org",
                        "29 campaign/due-tomorrow donneur@example.org",
                        "31 campaign/lapsed donneur@example.org");
        assertThat(world.events)
                .extracting(Event::type)
                .containsExactly(Event.Type.CAMPAIGN_DUE, Event.Type.CAMPAIGN_DUE, Event.Type.CAMPAIGN_LAPSED);
        assertThat(world.events.getLast().data()).containsEntry("coveredUntil", "2026-12-25");
    }

    @Test
    void theOwnerOfAForbiddenCampaignIsToldThatNoCheckPermitsACall() throws IOException {
        Campaign campaign = world.campaigns.declare(
                PRINCIPAL,
                ME,
                new Campaigns.Terms(
                        null,
                        "Isolation",
                        Sector.ENERGY_RENOVATION,
                        null,
                        null,
                        LocalDate.of(2026, 11, 25),
                        LocalDate.of(2027, 2, 25)));
        world.checked(campaign, "a.csv", FILE);
        world.later(Duration.ofDays(23));
        world.reminders.run();
        world.reminders.run();
        List<Outbox.Taken> taken = world.outbox.take(10);
        assertThat(taken).singleElement().satisfies(one -> {
            assertThat(one.message().template()).isEqualTo("campaign/forbidden");
            assertThat(one.message().parameters().get("article")).contains("L.223-1");
        });
        assertThat(world.events)
                .as("programs hear what they always heard")
                .extracting(Event::type)
                .containsExactly(Event.Type.CAMPAIGN_DUE);
    }

    @Test
    void aCheckBeginsAnewAndAnEndedOrExemptCampaignNeedsNone() throws IOException {
        Campaign campaign = world.campaign();
        world.checked(campaign, "a.csv", FILE);
        world.later(Duration.ofDays(22));
        assertThat(nextDay()).hasSize(1);
        world.checked(campaign, "a.csv", FILE);
        for (int day = 0; day < 22; day++) {
            assertThat(nextDay()).isEmpty();
        }
        assertThat(nextDay()).as("of the new end").hasSize(1);
        world.later(Duration.ofDays(120));
        world.reminders.run();
        assertThat(mails()).as("the campaign is over").isEmpty();
    }

    @Test
    void bothTheAgentAndThePrincipalHearOfItWhileTheMandateLasts() throws IOException {
        Campaign campaign = world.campaign(AGENT, "000000018");
        Submission submission = world.receive(AGENT, campaign.id().toString(), "a.csv", FILE);
        world.queue.run(submission.id());
        world.database
                .accounts()
                .sql("update accounts.submission set settled_at = settled_at - interval '24 days'")
                .update();
        world.reminders.run();
        assertThat(mails()).containsExactly("campaign/due agent@example.org", "campaign/due donneur@example.org");
        world.later(Duration.ofDays(6));
        world.reminders.run();
        assertThat(mails()).as("the mandate has ended").containsExactly("campaign/due-tomorrow donneur@example.org");
        assertThat(world.cover.of(PRINCIPAL, campaign.id()).state()).isEqualTo(Cover.State.DUE_SOON);
        world.cover.leaveFile(PRINCIPAL, campaign.id(), submission.id(), ME);
        assertThat(nextDay()).isEmpty();
    }
}
