package org.openbloctel.registry.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;

class ReadingWatchIT {
    private static final UUID READER = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private Instant now = Instant.parse("2026-12-01T09:00:00Z");
    private final TestDatabase test = TestDatabase.create();
    private final AuditTrail audit = new AuditTrail(test.database(), MasterKeys.generate(), () -> now);
    private final List<String> notices = new ArrayList<>();
    private final ReadingWatch watch = new ReadingWatch(
            test.database(),
            () -> now,
            audit,
            new ReadingWatch.Readings("complaint.read", "complaint.readings-over", 3),
            (person, readings) -> notices.add(person + " " + readings));

    @Test
    void personWhoReadsMoreThanTheLimitIsNoticedOnceADay() {
        read(READER, 3);
        read(OTHER, 2);
        assertThat(watch.look()).isZero();
        read(READER, 1);
        assertThat(watch.look()).isOne();
        assertThat(notices).containsExactly(READER + " 4");
        AuditEntry entry = audit.before(Long.MAX_VALUE, 1).getFirst().entry();
        assertThat(entry)
                .isEqualTo(new AuditEntry(
                        "system",
                        "complaint.readings-over",
                        "inspector:" + READER,
                        Map.of("readings", "4", "limit", "3")));

        read(READER, 10);
        assertThat(watch.look()).isZero();
        read(OTHER, 9);
        assertThat(watch.look()).isOne();
        assertThat(notices).hasSize(2);
    }

    /** A day begins at midnight in France. */
    @Test
    void anotherDayIsCountedAnew() {
        now = Instant.parse("2026-12-01T22:59:00Z");
        read(READER, 4);
        assertThat(watch.look()).isOne();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(watch.look()).isZero();
        read(READER, 3);
        assertThat(watch.look()).isZero();
        read(READER, 1);
        assertThat(watch.look()).isOne();
    }

    @Test
    void otherEntriesCountForNothing() {
        for (int i = 0; i < 10; i++) {
            audit.record(new AuditEntry("inspector:" + READER, "complaint.searched", "complaint:x", Map.of()));
        }
        assertThat(watch.look()).isZero();
    }

    private void read(UUID reader, int times) {
        for (int i = 0; i < times; i++) {
            audit.record(new AuditEntry(
                    "inspector:" + reader,
                    "complaint.read",
                    "complaint:" + UUID.randomUUID(),
                    Map.of("purpose", "TRIAGE")));
        }
    }
}
