package org.openbloctel.registry.callfiles.scrubbing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.list.guard.Asker;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.Held;
import org.openbloctel.registry.list.guard.MeteredFile;
import org.openbloctel.registry.list.guard.Reading;

/** Holds what the guard does not let leave. Thread-safe. */
public final class GuardGate implements Gate {
    private static final Pattern NEEDED = Pattern.compile("FRESH (\\d{1,18}) > .*");

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
        MeteredFile sent = new MeteredFile(made.asked(), task.campaignId(), task.released());
        return guard.file(asker, sent, made.list()).map(GuardGate::hold);
    }

    @Override
    public boolean hasRoom(ScrubTask task, Hold hold) {
        Matcher needed = NEEDED.matcher(hold.figures());
        return needed.matches() && guard.hasRoom(task.principal(), task.campaignId(), Long.parseLong(needed.group(1)));
    }

    private static Hold hold(Held held) {
        return switch (held) {
            case Held.DayBudget day -> new Hold(Hold.Kind.BUDGET_DAY, fresh(day.needed(), day.budget(), day.left()));
            case Held.YearBudget year ->
                new Hold(Hold.Kind.BUDGET_YEAR, fresh(year.needed(), year.budget(), year.left()));
            case Held.Signs signs -> new Hold(Hold.Kind.SIGNS, signs.figures());
            case Held.Coverage coverage ->
                new Hold(Hold.Kind.COVERAGE, "COVERAGE " + coverage.percent() + " % >= " + coverage.limit() + " %");
            case Held.Stopped stopped -> new Hold(Hold.Kind.STOPPED, "");
        };
    }

    private static String fresh(long needed, long budget, long left) {
        return "FRESH " + needed + " > " + left + "; BUDGET " + budget;
    }
}
