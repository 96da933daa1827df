package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The list changes all the time; a scrub has one revision of it. */
final class PinnedListTest {
    private static final long FIRST = 33639980000L;
    private static final int LINES = 6000;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void listThatChangesInTheMiddleOfAScrubJudgesEveryLineByOneRevision(int threads) throws IOException {
        OppositionList pinned = new ListBuilder(NumberingPlan.FRANCE)
                .build(1, Instant.EPOCH)
                .next(2, Instant.EPOCH, new long[] {FIRST + 1}, new long[0]);
        OppositionList[] current = {pinned};
        AtomicInteger changes = new AtomicInteger();
        MemoryFile opposed = new MemoryFile();
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            table.append("063998000").append(i % 2).append('\n');
        }
        byte[] bytes = table.toString().getBytes(UTF_8);
        try (CallFile file = CallFile.open(new ByteArrayInputStream(bytes), "a.csv", false)) {
            ScrubReport report = new Scrub(
                            file,
                            file.layout(LayoutOptions.NONE.withColumns("1"), NumberingPlan.FRANCE),
                            pinned,
                            new ScrubOptions(threads, false, 512),
                            List.of(new MemoryFile(), opposed, new MemoryFile()),
                            (done, rows) -> {
                                synchronized (current) {
                                    long revision = current[0].revision() + 1;
                                    boolean odd = changes.incrementAndGet() % 2 == 1;
                                    long[] one = {FIRST + 1};
                                    long[] none = {};
                                    current[0] = current[0].next(
                                            revision, Instant.EPOCH, odd ? none : one, odd ? one : none);
                                }
                            })
                    .run();
            assertThat(report.list().revision()).isEqualTo(2);
            assertThat(report.list().digest()).isEqualTo(pinned.digest());
        }
        assertThat(changes.get()).isPositive();
        assertThat(opposed.content()).isEqualTo("0639980001\n".repeat(LINES / 2).getBytes(UTF_8));
    }
}
