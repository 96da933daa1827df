package org.openbloctel.registry.scrubbing;

import java.util.Optional;
import org.openbloctel.registry.guard.Asker;
import org.openbloctel.registry.guard.Guard;
import org.openbloctel.registry.guard.Reading;

/** Holds what the guard does not let leave. Thread-safe. */
public final class GuardGate implements Gate {
    private final Guard guard;

    public GuardGate(Guard guard) {
        this.guard = guard;
    }

    @Override
    public Reading reading() {
        return new Reading(guard.key());
    }

    @Override
    public Optional<Hold> hold(ScrubTask task, Made made) {
        Asker asker = new Asker(task.company(), task.principal(), "submission:" + task.id(), Asker.Door.FILE);
        return guard.file(asker, made.asked(), made.list(), task.released()).map(GuardGate::hold);
    }

    private static Hold hold(Guard.Held held) {
        return switch (held) {
            case Guard.Held.DayBudget day -> new Hold(Hold.Kind.BUDGET_DAY, fresh(day.needed(), day.budget()));
            case Guard.Held.YearBudget year -> new Hold(Hold.Kind.BUDGET_YEAR, fresh(year.needed(), year.budget()));
            case Guard.Held.Signs signs -> new Hold(Hold.Kind.SIGNS, signs.figures());
            case Guard.Held.Stopped stopped -> new Hold(Hold.Kind.STOPPED, "");
        };
    }

    private static String fresh(long needed, long budget) {
        return "FRESH " + needed + " > " + budget;
    }
}
