package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;

/** Jobs that follow the list wait while it is not fresh: its own alarm reports that, and they have no fault to log. */
@Tag("check-long")
final class StaleListIT {
    @Test
    void jobsThatFollowTheListWaitWhileItIsNotFresh() {
        try (ServerFixture server = ServerFixture.start("openbloctel.list.fresh-for=1s")) {
            Publication list = server.bean(Publication.class);
            list.close();
            assertThat(Program.comesTrue(() -> !list.status().fresh())).isTrue();
            List<RecurringJob> following = server.jobs().stream()
                    .filter(job ->
                            List.of("campaign.follow", "guard.retire-canaries").contains(job.name()))
                    .toList();
            assertThat(following).hasSize(2);
            following.forEach(
                    job -> assertThatCode(() -> job.work().run()).as(job.name()).doesNotThrowAnyException());
        }
    }
}
