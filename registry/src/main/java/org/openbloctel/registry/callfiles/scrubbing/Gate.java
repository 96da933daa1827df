package org.openbloctel.registry.callfiles.scrubbing;

import java.util.Optional;
import java.util.OptionalLong;
import org.openbloctel.registry.list.guard.Asker;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.Reading;

/** Decides whether the result of a scrub may leave. */
@FunctionalInterface
public interface Gate {
    /** Holds no file. */
    Gate OPEN = (task, made) -> Optional.empty();

    /** Collects the numbers of a file while it is scrubbed; a gate that judges by them has a key of its own for it. */
    default Reading reading() {
        return Reading.unused();
    }

    /** Whether a file that is held for its budget would be within it now: it is tried again then. */
    default boolean hasRoom(ScrubTask task, Hold hold) {
        return false;
    }

    /**
     * Why this file is held; empty lets it leave. Called in the transaction that publishes the result, once the attempt is known to be the
     * latest, in turn with other submissions of the principal, and before anything is visible; what was charged is given back. What it
     * writes is committed with the outcome. A file may come several times: {@link ScrubTask#released} says that a person of the operator
     * let it through.
     */
    Optional<Hold> hold(ScrubTask task, Made made);

    /** Holds what the guard does not let leave. Thread-safe. */
    final class ByGuard implements Gate {
        private final Guard guard;

        public ByGuard(Guard guard) {
            this.guard = guard;
        }

        @Override
        public Reading reading() {
            return guard.reading();
        }

        @Override
        public Optional<Hold> hold(ScrubTask task, Made made) {
            Asker asker = new Asker(task.company(), task.principal(), "submission:" + task.id(), Asker.Door.FILE);
            return guard.file(asker, made.asked(), task.campaignId(), task.released(), made.list())
                    .map(Hold::of);
        }

        @Override
        public boolean hasRoom(ScrubTask task, Hold hold) {
            OptionalLong needed = hold.needed();
            return needed.isPresent() && guard.hasRoom(task.principal(), task.campaignId(), needed.getAsLong());
        }
    }
}
