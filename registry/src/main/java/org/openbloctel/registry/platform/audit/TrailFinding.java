package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is wrong with the trail.
 *
 * @param kind what
 * @param entry the place in the trail, where there is one
 * @param checkpoint the number of the checkpoint, where one shows it
 * @param at when the checkpoint was taken, the certificate was signed, the server saw the head, the seal was set, or the entry was made that
 *     waits
 * @param count how many of the kind there are; this is the first
 */
public record TrailFinding(Kind kind, long entry, long checkpoint, Optional<Instant> at, int count) {
    static TrailFinding ofEntry(Kind kind, long entry) {
        return new TrailFinding(kind, entry, 0, Optional.empty(), 1);
    }

    static TrailFinding ofCheckpoint(Kind kind, long checkpoint) {
        return new TrailFinding(kind, 0, checkpoint, Optional.empty(), 1);
    }

    static TrailFinding ofSeal(Kind kind, TrailSeal seal) {
        return new TrailFinding(kind, seal.from().seq(), 0, Optional.of(seal.at()), 1);
    }

    static TrailFinding ofWaiting(Kind kind, Instant at) {
        return new TrailFinding(kind, 0, 0, Optional.of(at), 1);
    }

    static TrailFinding of(Kind kind, long entry, long checkpoint, Instant at) {
        return new TrailFinding(kind, entry, checkpoint, Optional.of(at), 1);
    }

    private TrailFinding again() {
        return new TrailFinding(kind, entry, checkpoint, at, count + 1);
    }

    /** Collects findings: the first of each kind, for what follows from it says nothing new. For one thread. */
    static final class Collector {
        private final Map<Kind, TrailFinding> byKind = new EnumMap<>(Kind.class);

        void add(TrailFinding finding) {
            byKind.merge(finding.kind(), finding, (first, next) -> first.again());
        }

        List<TrailFinding> all() {
            return List.copyOf(byKind.values());
        }
    }

    /** What can be wrong; the bundles have a sentence for each. */
    public enum Kind {
        /** The entry is missing, altered or out of place: its hash does not follow from the one before. */
        ENTRY,
        /** The trail begins behind this entry, but no recorded erasure went so far. */
        BEGINNING,
        /** The trail ends at this entry, but a checkpoint recorded a later one. */
        TAIL,
        /** The entry is not the one that a checkpoint recorded. */
        REWRITTEN,
        /** A certificate that this service signed names another entry at this place, or one behind the end. */
        CERTIFIED,
        /** A server saw another entry at this place, or one behind the end. */
        SEEN,
        /** The entry is not the one that the seal was set on. */
        BEFORE_SEAL,
        /** No master key of this server opens the key that the entries after this one are sealed with. */
        SEAL_LOST,
        /** The database has no checkpoint of this number. */
        CHECKPOINT_MISSING,
        /** The checkpoint is not what this service signed, or differs from its file. */
        CHECKPOINT_ALTERED,
        /** The folder has no file of this checkpoint. */
        FILE_MISSING,
        /** No checkpoint was taken for days. */
        OVERDUE,
        /** An entry has waited for its place in the chain for more than a minute. */
        UNCHAINED,
        /** An entry that waits was altered or added by another than a server. */
        FOREIGN
    }
}
