package org.openbloctel.registry.platform.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * Entries that a restored backup lacks, and their acceptance, which has an entry of its own: from then on entries are chained again, and the
 * heads that were seen before contradict nothing. Thread-safe.
 */
public final class Restores {
    private final Database database;
    private final AuditTrail trail;
    private final Checkpoints checkpoints;

    public Restores(Database database, AuditTrail trail, Checkpoints checkpoints) {
        this.database = database;
        this.trail = trail;
        this.checkpoints = checkpoints;
    }

    /**
     * What a trail lacks.
     *
     * @param from the first place whose entry is lost or may be another
     * @param seen the latest head that is lost
     * @param head the trail's head now, which moves on where a server does not know of the loss yet
     */
    public record Loss(long from, Link seen, Link head) {
        /** Names it in the decision of two people: another loss has another id. */
        public UUID id() {
            return UUID.nameUUIDFromBytes(("lost " + seen.seq() + " " + seen.hash()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The loss: the seen heads that the trail lacks; empty when it has them all. Outside of a transaction. */
    public Optional<Loss> find() {
        List<Sighting> lost = trail.lost(checkpoints.sightings());
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        Link head = trail.head();
        long from = Math.min(lost.getFirst().head().seq(), head.seq() + 1);
        return Optional.of(new Loss(from, lost.getLast().head(), head));
    }

    /** Records that a loss is accepted, in the transaction that is open or in one of its own. */
    public void accept(Loss loss, String actor) {
        database.runInAccounts(() -> {
            checkpoints.takeBack();
            trail.acceptLoss(loss.from(), loss.seen(), actor);
        });
    }
}
