package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.AGENT;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.FILE;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.ME;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.PRINCIPAL;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.STRANGER;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;

/** The files of a campaign cover it for thirty days; kept numbers are checked again, and what becomes opposed is told once. */
final class CampaignCoverIT {
    @TempDir
    Path folder;

    private CampaignWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new CampaignWorld(folder);
    }

    private Cover cover(Campaign campaign) {
        return world.cover.of(PRINCIPAL, campaign.id());
    }

    @Test
    void theIdOfACampaignMakesAFileItsOwn() throws IOException {
        Campaign campaign = world.campaign(AGENT, "000000018");
        Submission submission = world.receive(AGENT, campaign.id().toString(), "a.csv", FILE);
        assertThat(submission.campaignId()).contains(campaign.id());
        assertThat(submission.campaign()).contains("Rentrée");
        assertThat(submission.principal()).isEqualTo(PRINCIPAL);
        assertRefused(
                () -> world.receive(AGENT, " rentrée", "b.csv", FILE),
                new CampaignRefusal.NamedByName(campaign.id().toString()));
        assertRefused(() -> world.receive(AGENT, "Rentrée 2026", "b.csv", FILE), new LawRefusal.UnknownCampaign());
        assertRefused(() -> world.receive(STRANGER, "Rentrée", "b.csv", FILE), new LawRefusal.UnknownCampaign());
        assertRefused(
                () -> world.receive(STRANGER, campaign.id().toString(), "a.csv", FILE),
                new LawRefusal.UnknownCampaign());
        assertRefused(
                () -> world.receive(AGENT, new UUID(5, 5).toString(), "a.csv", FILE), new LawRefusal.UnknownCampaign());
        assertRefused(
                () -> world.submissions.receive(
                        world.sent(AGENT, STRANGER, "a.csv", campaign.id().toString()),
                        new ByteArrayInputStream(new byte[] {'x'})),
                new CampaignRefusal.OtherPrincipal());
    }

    @Test
    void aCampaignIsCoveredUntilTheFirstOfItsChecksEnds() throws IOException {
        Campaign campaign = world.campaign();
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.NO_FILE);
        world.checked(campaign, "a.csv", FILE);
        assertThat(cover(campaign).coveredUntil()).contains(LocalDate.of(2026, 12, 25));
        world.later(Duration.ofDays(10));
        world.checked(campaign, "b.csv", FILE);
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.COVERED);
        assertThat(cover(campaign).coveredUntil()).contains(LocalDate.of(2026, 12, 25));
        world.later(Duration.ofDays(13));
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.DUE_SOON);
        world.listed(2, 639980001, 639980002);
        world.checked(campaign, "a.csv", FILE + "0639980004;A5\n");
        Cover renewed = cover(campaign);
        assertThat(renewed.coveredUntil()).contains(LocalDate.of(2027, 1, 4));
        assertThat(renewed.files()).extracting(file -> file.latest().fileName()).containsExactly("b.csv", "a.csv");
        assertThat(renewed.change()).isEqualTo(new Cover.Change(1, 0, 1));
        assertThat(world.charged).as("only what is new counts").containsExactly(3L, 0L, 1L);
        world.later(Duration.ofDays(20));
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.OUT_OF_COVER);
        world.cover.leaveFile(
                PRINCIPAL, campaign.id(), renewed.files().getFirst().latest().id(), ME);
        assertThat(cover(campaign).coveredUntil()).contains(LocalDate.of(2027, 1, 17));
        world.later(Duration.ofDays(90));
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.ENDED);
    }

    @Test
    void whatLapsedBlocksUnderEveryRegimeAndNoFileBlocksNothing() throws IOException {
        CallCover calls = new CallCover(world.files, LawBook.france());
        Campaign campaign = world.campaign();
        assertThat(calls.ground(campaign, calls.until(campaign), LocalDate.of(2027, 3, 1)))
                .isNull();
        world.checked(campaign, "a.csv", FILE);
        assertThat(calls.ground(campaign, calls.until(campaign), LocalDate.of(2026, 12, 25)))
                .isNull();
        assertThat(calls.ground(campaign, calls.until(campaign), LocalDate.of(2026, 12, 26)))
                .isNotNull()
                .returns("campaign-out-of-cover", ground -> ground.rule())
                .returns("", ground -> ground.article());
        world.later(Duration.ofDays(31));
        world.erasure().results();
        assertThat(calls.ground(campaign, calls.until(campaign), LocalDate.of(2026, 12, 26)))
                .as("erased files were checked all the same")
                .isNotNull();
    }

    @Test
    void theMandatesEndStopsTheAgentAndTakesNothingFromThePrincipal() throws IOException {
        Campaign campaign = world.campaign(AGENT, "000000018");
        Submission submission = world.receive(AGENT, campaign.id().toString(), "a.csv", FILE);
        world.queue.run(submission.id());
        assertThat(world.cover.of(AGENT, campaign.id()).state()).isEqualTo(Cover.State.COVERED);
        world.later(Duration.ofDays(7));
        Refusal ended = new CampaignRefusal.MandateEnded();
        assertRefused(() -> world.receive(AGENT, campaign.id().toString(), "b.csv", FILE), ended);
        assertRefused(() -> world.cover.of(AGENT, campaign.id()), ended);
        assertRefused(() -> world.submissions.get(AGENT, submission.id()), ended);
        assertRefused(() -> world.submissions.download(AGENT, submission.id(), Returned.Kind.CALLABLE, ME), ended);
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.COVERED);
        assertThat(world.submissions.get(PRINCIPAL, submission.id()).campaignId())
                .contains(campaign.id());
        try (var file = world.submissions
                .download(PRINCIPAL, submission.id(), Returned.Kind.CALLABLE, ME)
                .content()) {
            assertThat(file.readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void aNumberThatBecomesOpposedIsToldOnceWithItsReference() throws IOException {
        Campaign campaign = world.campaign();
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        world.checked(campaign, "a.csv", FILE);
        world.cover.rechecks().follow();
        assertThat(cover(campaign).keeping().orElseThrow().numbers()).isEqualTo(3);
        assertThat(world.events).isEmpty();
        world.listed(2, 639980001, 639980002);
        world.cover.rechecks().follow();
        world.cover.rechecks().follow();
        assertThat(world.events).singleElement().satisfies(event -> {
            assertThat(event.company()).isEqualTo(PRINCIPAL);
            assertThat(event.type()).isEqualTo(Event.Type.CAMPAIGN_NUMBERS_OPPOSED);
            assertThat(event.data()).containsEntry("opposed", 1L);
            assertThat(event.data().toString()).doesNotContain("3998");
        });
        var changes = world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME);
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.opposed()).isTrue();
            assertThat(change.reference()).isEqualTo("A2");
            assertThat(change.number()).isEqualTo("06 39 98 00 02");
            assertThat(change.listRevision()).isEqualTo(2);
        });
        world.listed(3, 639980001);
        world.cover.rechecks().follow();
        assertThat(world.cover.changes(
                        PRINCIPAL, campaign.id(), changes.getFirst().cursor(), 10, ME))
                .singleElement()
                .returns(false, Cover.NumberChange::opposed);
        assertThat(world.events)
                .as("a number that left the list is in the delta only")
                .hasSize(1);
        world.listed(4, 639980001, 639980002);
        world.cover.rechecks().follow();
        assertThat(world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME)).hasSize(3);
        assertThat(cover(campaign).change().opposed()).isEqualTo(2);
    }

    @Test
    void theNightlyCheckKeepsACampaignCovered() throws IOException {
        Campaign campaign = world.campaign();
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        Submission submission = world.checked(campaign, "a.csv", FILE);
        for (int night = 0; night < 31; night++) {
            world.later(Duration.ofDays(1));
            world.cover.rechecks().nightly();
            world.reminders.run();
        }
        world.erasure().results();
        assertThat(cover(campaign).state()).isEqualTo(Cover.State.COVERED);
        assertThat(cover(campaign).coveredUntil()).contains(LocalDate.of(2027, 1, 25));
        assertThat(world.charged).as("checking again costs nothing").containsExactly(3L);
        var last = world.certified.getLast();
        assertThat(last.report().rows()).isEqualTo(3);
        assertThat(last.report().opposed()).isEqualTo(1);
        assertThat(last.report().sha256()).isEqualTo("sha256:" + submission.sha256());
        assertThat(last.report().list().revision()).isEqualTo(1);
        assertThat(world.events).extracting(Event::type).containsOnly(Event.Type.CAMPAIGN_RECHECKED);
        assertThat(world.cover.history(PRINCIPAL, campaign.id(), 100).checks()).hasSize(31);
        assertThat(world.cover.recheck(PRINCIPAL, campaign.id(), ME).askedBy()).isEqualTo(ME);
    }

    @Test
    void nothingRealGoesOnForASuspendedPrincipalUntilItIsVerifiedAgain() throws IOException {
        Campaign campaign = world.campaign(AGENT, "000000018");
        Submission submission = world.receive(AGENT, campaign.id().toString(), "a.csv", FILE);
        world.queue.run(submission.id());
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        world.cover.rechecks().follow();
        world.state(PRINCIPAL, "SUSPENDED");
        world.listed(2, 639980001, 639980002);
        world.later(Duration.ofDays(1));
        int certified = world.certified.size();
        world.cover.rechecks().follow();
        world.cover.rechecks().nightly();
        world.later(Duration.ofDays(2));
        world.reminders.run();
        assertThat(world.events).isEmpty();
        assertThat(world.certified).hasSize(certified);
        Refusal notVerified = new CompanyRefusal.NotVerified();
        assertRefused(() -> world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME), notVerified);
        assertRefused(() -> world.cover.recheck(PRINCIPAL, campaign.id(), ME), notVerified);
        assertRefused(() -> world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME), notVerified);
        assertRefused(
                () -> world.submissions.download(PRINCIPAL, submission.id(), Returned.Kind.CALLABLE, ME), notVerified);
        assertRefused(() -> world.cover.changes(AGENT, campaign.id(), 0, 10, ME), new CampaignRefusal.MandateEnded());
        assertThat(cover(campaign).state()).as("looking is allowed").isEqualTo(Cover.State.COVERED);

        world.state(PRINCIPAL, "VERIFIED");
        world.cover.rechecks().follow();
        assertThat(world.cover.changes(AGENT, campaign.id(), 0, 10, ME)).hasSize(1);
        assertThat(world.events).isNotEmpty();
    }

    @Test
    void aSuspendedAgentDoesAndHearsNothingMoreWhileItsPrincipalGoesOn() throws IOException {
        Campaign campaign = world.campaign(AGENT, "000000018");
        Submission submission = world.receive(AGENT, campaign.id().toString(), "a.csv", FILE);
        Submission own = world.receive(AGENT, "", "b.csv", FILE);
        world.queue.run(submission.id());
        world.queue.run(own.id());
        world.cover.keepNumbers(AGENT, campaign.id(), ME);
        world.cover.rechecks().follow();
        world.state(AGENT, "SUSPENDED");
        world.listed(2, 639980001, 639980002);
        world.cover.rechecks().follow();
        assertThat(world.events).extracting(Event::company).isNotEmpty().containsOnly(PRINCIPAL);
        Refusal ended = new CampaignRefusal.MandateEnded();
        assertRefused(() -> world.cover.changes(AGENT, campaign.id(), 0, 10, ME), ended);
        assertRefused(() -> world.cover.recheck(AGENT, campaign.id(), ME), ended);
        assertRefused(
                () -> world.submissions.download(AGENT, own.id(), Returned.Kind.CALLABLE, ME),
                new CompanyRefusal.NotVerified());
        assertThat(world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME)).hasSize(1);
    }

    @Test
    void whatWasKeptIsErasedWhenConsentIsTakenBackAndWhenTheCampaignEnds() throws IOException {
        Campaign campaign = world.campaign();
        world.checked(campaign, "a.csv", FILE);
        assertRefused(() -> world.cover.recheck(PRINCIPAL, campaign.id(), ME), new CampaignRefusal.NothingKept());
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        world.cover.rechecks().follow();
        world.listed(2, 639980003);
        world.cover.rechecks().follow();
        long files = count();
        world.cover.forgetNumbers(PRINCIPAL, campaign.id(), ME);
        assertThat(count()).isEqualTo(files - 2);
        assertThat(rows("campaign_kept")).isZero();
        assertThat(rows("campaign_change")).isZero();
        assertThat(rows("campaign_keeping where key is not null")).isZero();
        assertThat(world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME)).isEmpty();
        assertRefused(() -> world.cover.recheck(PRINCIPAL, campaign.id(), ME), new CampaignRefusal.NothingKept());
        assertThat(world.audit.about("campaign:" + campaign.id(), 10))
                .extracting(one -> one.entry().action())
                .contains("campaign.keeping-agreed", "campaign.keeping-withdrawn");
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        world.cover.rechecks().follow();
        assertThat(count()).isEqualTo(files);
        world.later(Duration.ofDays(1));
        world.sweep();
        assertThat(count()).as("the sweeper leaves what is kept").isEqualTo(files);
        world.later(Duration.ofDays(127));
        assertThat(world.cover.forget()).isEqualTo(1);
        assertThat(rows("campaign_kept")).isZero();
        assertThat(world.cover.forget()).isZero();
    }

    @Test
    void aNewVersionOfAFileTakesTheKeptOnesPlaceAndAFaultLosesNothing() throws IOException {
        Campaign campaign = world.campaign();
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        world.checked(campaign, "a.csv", FILE);
        world.cover.rechecks().follow();
        Submission second = world.checked(campaign, "a.csv", FILE + "0639980004;A5\n");
        long files = count();
        world.attestationFails = true;
        assertThatThrownBy(() -> world.cover.rechecks().nightly()).isInstanceOf(IllegalStateException.class);
        world.attestationFails = false;
        world.cover.rechecks().nightly();
        assertThat(world.certified.getLast().report().rows()).isEqualTo(4);
        assertThat(rows("campaign_kept where submission = '" + second.id() + "'"))
                .isEqualTo(1);
        assertThat(rows("campaign_kept")).isEqualTo(1);
        world.later(Duration.ofDays(1));
        world.sweep();
        assertThat(count()).as("two of the earlier version for two of this one").isEqualTo(files);
        world.listed(2, 639980001, 639980004);
        world.cover.rechecks().follow();
        assertThat(world.cover.changes(PRINCIPAL, campaign.id(), 0, 10, ME))
                .extracting(Cover.NumberChange::reference)
                .containsExactly("A5");
    }

    private long count() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private long rows(String what) {
        return world.database
                .accounts()
                .sql("select count(*) from accounts." + what)
                .query(Long.class)
                .single();
    }
}
