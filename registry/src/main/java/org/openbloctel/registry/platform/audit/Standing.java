package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.Map;

/**
 * The trail at one moment, as far as it is compared with heads that were seen.
 *
 * @param hashes of some entries and of the root, by their places
 */
record Standing(Link head, Link root, Map<Long, String> hashes) {
    Standing {
        hashes = Map.copyOf(hashes);
    }

    /**
     * Whether this head is not part of the trail.
     *
     * @param erased heads from before are not known any more: the trail's beginning is erased because of its age
     */
    boolean lacks(Sighting sighting, Instant erased) {
        Link seen = sighting.head();
        if (seen.seq() < root.seq()) {
            return sighting.at().isAfter(erased);
        }
        return seen.seq() > head.seq() || !seen.hash().equals(hashes.get(seen.seq()));
    }
}
