package org.openbloctel.registry.callfiles.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.platform.database.Database;

/**
 * Finds the submission that a file already is: the same bytes, of the same company for the same principal and campaign, read in the
 * same way, whose answer is still the answer of now. That is a submission that waits for its check, or is held after it; one that is checked by the list
 * alone, by the revision of now; and one that was so checked and came less than an hour ago. An hour bridges two ways at once and a
 * program that sends again after a fault. The answer for a campaign rests on refusals, consents and calls, too, which change at any
 * time: a file of a campaign is checked anew, which costs nothing, since its lines were checked of late. Two files that arrive at the
 * same moment wait for each other, on a lock of the content. Thread-safe.
 */
final class SameContent {
    /** How long a settled submission stands for a file that comes again. */
    static final Duration STANDS = Duration.ofHours(1);

    private final ReceivedRows rows;
    private final Supplier<OptionalLong> revision;

    /**
     * Among the submissions of this database.
     *
     * @param revision the list's as of now; empty when there is no list to check by
     */
    SameContent(Database database, Supplier<OptionalLong> revision) {
        this.rows = database.rows(ReceivedRows.class);
        this.revision = revision;
    }

    /** The submission that this file is; in the open transaction, in which else the file's own row is written. */
    Optional<UUID> earlier(Sent sent, String sha256, Instant now) {
        rows.lockContent(sent.company() + sha256);
        return rows.same(sent, sha256, revision.get().orElse(-1), now.minus(STANDS)).stream()
                .filter(same -> same.layout().options().equals(sent.options()))
                .map(ReceivedRows.Same::id)
                .findFirst();
    }
}
