package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A head of the trail that stands outside of it.
 *
 * @param head the place and the hash
 * @param at when it was the head
 * @param checkpoint the number of the checkpoint that names it; 0 where another thing does
 * @param by what names it, where no checkpoint does
 */
public record Sighting(Link head, Instant at, long checkpoint, TrailFinding.Kind by) {
    static Sighting of(Checkpoint checkpoint) {
        return new Sighting(checkpoint.head(), checkpoint.at(), checkpoint.n(), TrailFinding.Kind.SEEN);
    }

    static Sighting ofServer(Link head, Instant at) {
        return new Sighting(head, at, 0, TrailFinding.Kind.SEEN);
    }

    /** A head in a certificate, whose signature was verified. */
    public static Sighting ofCertificate(Link head, Instant at) {
        return new Sighting(head, at, 0, TrailFinding.Kind.CERTIFIED);
    }

    /**
     * The finding for a trail that lacks this head.
     *
     * @param end the trail's last entry
     */
    TrailFinding contradicted(long end) {
        if (checkpoint == 0) {
            return TrailFinding.of(by, head.seq(), 0, at);
        }
        return head.seq() > end
                ? TrailFinding.of(TrailFinding.Kind.TAIL, end, checkpoint, at)
                : TrailFinding.of(TrailFinding.Kind.REWRITTEN, head.seq(), checkpoint, at);
    }

    /** Signed papers that name heads of the trail, in this database. */
    public interface Witness {
        /** All heads that they name, some at a time. */
        void each(Consumer<List<Sighting>> some);

        /** The heads that the latest papers name. */
        List<Sighting> latest();
    }
}
