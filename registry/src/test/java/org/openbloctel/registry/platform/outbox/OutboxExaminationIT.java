package org.openbloctel.registry.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;

/** The doctor names mails whose links can be read in the database for longer than it takes to send them. */
final class OutboxExaminationIT {
    private final Database database = TestDatabase.create().database();
    private Instant now = Instant.parse("2026-12-01T08:00:00Z");

    private void put(boolean sealing, String parameter) {
        new Outbox(database, () -> now, sealing)
                .put(new Outbox.Message("a@example.org", Locale.FRENCH, "t", Map.of(parameter, "https://example/x")));
    }

    private Defects examined() {
        Defects defects = new Defects();
        new OutboxExamination(database, () -> now, template -> true).run(defects);
        return defects;
    }

    @Test
    void linkInPlainIsFoundAfterAnHour() {
        put(true, "link");
        put(false, "company");
        put(false, "link");
        assertThat(examined().found()).isEmpty();
        now = now.plus(Duration.ofHours(1)).plusSeconds(1);
        assertThat(examined().found()).singleElement().satisfies(found -> {
            assertThat(found.defect()).isEqualTo(Defect.MAIL_PLAIN);
            assertThat(found.count()).isEqualTo(1);
        });
    }
}
