package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** Attempts that are begun and go no further, for tests of other packages. */
public final class Attempts {
    private Attempts() {}

    /** Takes a submission to scrub it by a revision of the list. */
    public static void begin(Database database, ScrubSettings settings, UUID submission, long revision, Instant now) {
        assertThat(database.rows(AttemptRows.class).take(submission, revision, now, now.plus(settings.lease())))
                .isPresent();
    }
}
