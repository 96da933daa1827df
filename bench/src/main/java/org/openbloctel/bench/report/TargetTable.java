package org.openbloctel.bench.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Targets beside what was measured, one row each. */
public final class TargetTable {

    private TargetTable() {}

    /**
     * The table as Markdown.
     *
     * @throws IllegalStateException when a target was measured twice, or there is no such target
     */
    public static String render(List<Measured> all) {
        Map<String, Measured> measured = all.stream().collect(Collectors.toMap(Measured::target, one -> one));
        StringBuilder text = new StringBuilder("| # | what | target | measured | met |\n|---|---|---|---|---|\n");
        for (Target target : Target.ALL) {
            Measured one = measured.remove(target.id());
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            target.id(),
                            target.what(),
                            target.goal(),
                            one == null ? "not measured in this run" : one.value(),
                            one == null ? "–" : one.met() ? "yes" : "**no**"));
        }
        if (!measured.isEmpty()) {
            throw new IllegalStateException("no such targets: " + measured.keySet());
        }
        return text.toString();
    }
}
