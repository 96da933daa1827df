package org.openbloctel.bench;

import java.util.ArrayList;
import java.util.List;
import org.openbloctel.bench.report.Line;

/** Who takes part, and who would have but cannot on this machine. */
final class Entrants {

    private final List<Contender> ready = new ArrayList<>();
    private final List<Line> absent = new ArrayList<>();

    void add(Contender contender) {
        ready.add(contender);
    }

    void addAll(List<Contender> contenders) {
        ready.addAll(contenders);
    }

    void without(String name, String reason) {
        absent.add(Line.without(name, "skipped: " + reason));
    }

    List<Contender> ready() {
        return List.copyOf(ready);
    }

    List<Line> absent() {
        return List.copyOf(absent);
    }
}
