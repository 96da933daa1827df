package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.json;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.untidy.UntidyFile;
import org.openbloctel.scrub.untidy.UntidyTable;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;

/** Untidy files through the API: no listed number stands in a returned file of callable lines. {@code -Dcases=N} sends more. */
@Tag("check-long")
final class UntidyFilesIT {
    private static final String ROOT = "/api/v1/submissions";
    private static final int FILES = 120;
    private static final int MIN_SHAPES = 80;

    private static ServerFixture server;
    private static Program program;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start(
                ServerFixture.UNGUARDED,
                "openbloctel.http.requests-a-minute.company=100000",
                "openbloctel.submissions.downloads.files-an-hour=100000",
                "openbloctel.submissions.most-waiting=1000");
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 1_000_000);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
        String listed =
                UntidyTable.allListed().mapToObj(number -> "+" + number + "\n").collect(Collectors.joining());
        server.publish(listed);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noListedNumberStandsInAFileOfCallableLines() {
        SplittableRandom random = Seed.random(UntidyFilesIT.class);
        Set<String> shapes = new HashSet<>();
        for (int sent = 0; sent < Integer.getInteger("cases", FILES); sent += FILES) {
            scrub(random, shapes);
        }
        assertThat(shapes).as("shapes that were scrubbed").hasSizeGreaterThan(MIN_SHAPES);
    }

    private static void scrub(SplittableRandom random, Set<String> shapes) {
        // All are submitted before the first is asked about: they are scrubbed meanwhile.
        Map<String, UntidyFile> files = new LinkedHashMap<>();
        for (int i = 0; i < FILES; i++) {
            UntidyFile file = new UntidyFile(random);
            HttpResponse<byte[]> answer = program.submit(i + ".csv", "", file.bytes());
            assertThat(answer.statusCode()).as(file.shape()).isEqualTo(202);
            files.put(json(answer).get("id").asString(), file);
        }
        files.forEach((id, file) -> {
            if (program.settled(id).path("state").asString("").equals("READY")) {
                HttpResponse<byte[]> callable = program.get(ROOT + "/" + id + "/files/callable");
                assertThat(callable.statusCode()).isEqualTo(200);
                assertThat(file.listedIn(callable.body())).as(file.shape()).isEmpty();
                shapes.add(file.shape());
            } else {
                assertThat(file.isTidy()).as("refused: " + file.shape()).isFalse();
            }
        });
    }
}
