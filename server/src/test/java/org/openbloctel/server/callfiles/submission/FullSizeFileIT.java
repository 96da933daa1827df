package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;

/** The largest file of a plan leaves on the day on which the company begins, after small questions. */
@Tag("check-long")
final class FullSizeFileIT {
    /** As many new numbers as the file had that was held until tomorrow. */
    private static final int NUMBERS = 296_736;

    @Test
    void fullSizeFileLeavesOnTheDayOfAHundredLookUps() {
        try (ServerFixture server = ServerFixture.start(ServerFixture.UNGUARDED)) {
            Caller caller = new Caller(server, "000000018", "Exemple").withPlan(300_000, 3_000_000);
            server.publish("0639980001\n");
            Lookups lookups = server.bean(Lookups.class);
            IntStream.range(0, 100)
                    .forEach(i ->
                            lookups.check(caller.company(), "key:1", Written.of(List.of("06399800%02d".formatted(i)))));
            Program program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
            String file = IntStream.range(0, NUMBERS)
                    .mapToObj(i -> "06%08d".formatted(10_000_000 + 7 * i))
                    .collect(Collectors.joining("\n", "Telephone\n", "\n"));
            assertThat(program.submitted("prospects.csv", "", bytes(file))
                            .get("state")
                            .asString())
                    .isEqualTo("READY");
        }
    }
}
