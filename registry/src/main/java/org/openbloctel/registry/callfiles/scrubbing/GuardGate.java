package org.openbloctel.registry.callfiles.scrubbing;

import java.util.Optional;
import java.util.OptionalLong;
import org.openbloctel.registry.list.guard.Asker;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.Reading;

/** Holds what the guard does not let leave. Thread-safe. */
public final class GuardGate implements Gate {
    private final Guard guard;

    public GuardGate(Guard guard) {
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
