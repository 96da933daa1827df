package org.openbloctel.registry.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.AGENT;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.FILE;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.ME;
import static org.openbloctel.registry.calls.campaign.CampaignWorld.PRINCIPAL;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ReturnedRows;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.platform.filevault.AgeKey;

/** Files of a campaign are sealed to those who may read them, and its numbers are kept although nothing that is sealed can be read here. */
final class SealedCampaignFilesIT {
    @TempDir
    private Path folder;

    private CampaignWorld world;

    @BeforeEach
    void make() throws IOException {
        world = new CampaignWorld(folder);
    }

    private String register(UUID company) {
        String recipient = AgeKey.make().recipient();
        world.database
                .accounts()
                .sql("""
                        insert into accounts.sealing_key (id, company, recipient, added_by, added_at, from_at)
                        values (?, ?, ?, 'member:1', ?, ?)
                        """)
                .params(
                        UUID.randomUUID(),
                        company,
                        recipient,
                        world.now.atOffset(ZoneOffset.UTC),
                        world.now.atOffset(ZoneOffset.UTC))
                .update();
        return recipient;
    }

    private Submission checked(UUID company, Campaign campaign) throws IOException {
        Submission received = world.receive(company, campaign.id().toString(), "prospects.csv", FILE);
        world.queue.run(received.id());
        return world.submissions.get(company, received.id());
    }

    private List<Returned.Stored> files(Submission submission) {
        return ReturnedRows.in(world.database).of(submission.id());
    }

    private List<String> sealedTo(Submission submission) {
        List<Returned.Stored> files = files(submission);
        List<String> recipients =
                files.getFirst().sealed().map(Returned.Sealed::recipients).orElseGet(List::of);
        assertThat(files)
                .hasSize(5)
                .allSatisfy(file -> assertThat(
                                file.sealed().map(Returned.Sealed::recipients).orElseGet(List::of))
                        .isEqualTo(recipients));
        return recipients;
    }

    private List<String> lines(Submission submission) throws IOException {
        return world.vault.names(submission.id()).stream()
                .filter(name -> name.startsWith("kept-"))
                .toList();
    }

    @Test
    void fileOfAnAgentIsSealedToTheKeysThatItAndItsPrincipalHave() throws IOException {
        Campaign campaign = world.campaign();
        assertThat(sealedTo(checked(AGENT, campaign))).isEmpty();
        String agent = register(AGENT);
        world.later(Duration.ofHours(2));
        assertThat(sealedTo(checked(AGENT, campaign))).containsExactly(agent);
        String principal = register(PRINCIPAL);
        world.later(Duration.ofHours(2));
        assertThat(sealedTo(checked(AGENT, campaign))).containsExactlyInAnyOrder(agent, principal);
        assertThat(sealedTo(checked(PRINCIPAL, campaign))).containsExactly(principal);
    }

    @Test
    void keyThatComesDuringTheScrubDiscardsTheResultAndTheNextAttemptIsSealed() throws IOException {
        Campaign campaign = world.campaign();
        world.duringTheScrub = () -> {
            world.duringTheScrub = () -> {};
            register(PRINCIPAL);
        };

        Submission submission = checked(PRINCIPAL, campaign);

        assertThat(world.submissions.get(PRINCIPAL, submission.id()).state()).isEqualTo(State.CHECKING);
        assertThat(files(submission)).isEmpty();
        assertThat(world.vault.names(submission.id()))
                .as("what was not sealed is removed")
                .allMatch(name -> name.startsWith("in-") || name.startsWith("checked-"));
        world.later(Duration.ofMinutes(1));
        assertThat(world.queue.runNext()).isTrue();
        assertThat(world.submissions.get(PRINCIPAL, submission.id()).state()).isEqualTo(State.READY);
        assertThat(sealedTo(submission)).hasSize(1);
        assertThat(world.certified).hasSize(1);
    }

    @Test
    void numbersOfASealedFileAreKeptAndItsLinesAreRemovedAtOnce() throws IOException {
        Campaign campaign = world.campaign();
        register(PRINCIPAL);
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);
        Submission submission = checked(PRINCIPAL, campaign);
        assertThat(lines(submission)).hasSize(1);

        world.cover.rechecks().follow();

        assertThat(lines(submission)).isEmpty();
        assertThat(files(submission)).noneMatch(file -> file.keptName().isPresent());
        assertThat(world.cover
                        .of(PRINCIPAL, campaign.id())
                        .keeping()
                        .orElseThrow()
                        .numbers())
                .isEqualTo(3);
    }

    @Test
    void fileThatWasSealedBeforeItsNumbersWereToBeKeptIsNotRead() throws IOException {
        Campaign campaign = world.campaign();
        register(PRINCIPAL);
        Submission submission = checked(PRINCIPAL, campaign);
        assertThat(lines(submission)).isEmpty();
        world.cover.keepNumbers(PRINCIPAL, campaign.id(), ME);

        world.cover.rechecks().follow();

        assertThat(world.cover
                        .of(PRINCIPAL, campaign.id())
                        .keeping()
                        .orElseThrow()
                        .numbers())
                .isZero();
    }
}
