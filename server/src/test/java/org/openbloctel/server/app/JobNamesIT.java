package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.platform.jobs.OneOffJob;
import org.openbloctel.server.platform.jobs.RecurringJob;

/** The list of all jobs, by which the doctor knows those of this version, has each of a server. */
final class JobNamesIT {
    @Test
    void listHasEveryJobInOrder() throws Exception {
        List<String> jobs = Stream.concat(
                        SharedServer.get().jobs().stream().map(RecurringJob::name),
                        SharedServer.get().beans(OneOffJob.class).stream().map(OneOffJob::name))
                .sorted()
                .toList();
        try (InputStream in = RecurringJob.class.getResourceAsStream("/jobs.txt")) {
            assertThat(in).isNotNull();
            List<String> listed = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(listed).isSorted().doesNotHaveDuplicates().containsAll(jobs);
            assertThat(listed.stream().filter(job -> !jobs.contains(job)))
                    .as("jobs of other settings")
                    .containsOnly("outbox.send");
        }
    }
}
