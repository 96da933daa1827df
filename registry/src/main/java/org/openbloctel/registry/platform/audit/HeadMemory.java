package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest head that this server saw in the database. The trail must keep it: where it does not, the server chains nothing until
 * two people accept the loss. A restart forgets it. Thread-safe.
 */
final class HeadMemory {
    private @Nullable Sighting latest;
    private @Nullable Sighting contradicted;

    /** To be read before the database's head is: what was seen by then must be there. */
    synchronized @Nullable Link known() {
        return latest == null ? null : latest.head();
    }

    /** Likewise, with the head that the trail was found to lack. */
    synchronized List<Sighting> sightings() {
        return Stream.of(latest, contradicted).filter(Objects::nonNull).toList();
    }

    synchronized boolean isContradicted() {
        return contradicted != null;
    }

    synchronized void saw(Link head, Instant at) {
        if (contradicted == null
                && (latest == null || head.seq() > latest.head().seq())) {
            latest = Sighting.ofServer(head, at);
        }
    }

    /** The trail lacks the head that was seen. */
    synchronized void contradict() {
        contradict(Objects.requireNonNull(latest));
    }

    synchronized void contradict(Sighting lost) {
        contradicted = lost;
    }

    /** Begins anew with this head: what was seen before is lost, and people accepted that. */
    synchronized void resume(Link head, Instant at) {
        contradicted = null;
        latest = Sighting.ofServer(head, at);
    }
}
