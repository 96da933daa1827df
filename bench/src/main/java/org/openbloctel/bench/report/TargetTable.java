package org.openbloctel.bench.report;

import java.util.List;

/** Targets beside what was measured. */
public final class TargetTable {

    private TargetTable() {}

    public static String render(List<Measured> all) {
        StringBuilder text = new StringBuilder("| # | what | target | measured | met |\n|---|---|---|---|---|\n");
        for (Target target : Target.ALL) {
            List<Measured> mine =
                    all.stream().filter(one -> one.target().equals(target.id())).toList();
            if (mine.isEmpty()) {
                row(text, target, "not measured in this run", "–");
            }
            for (Measured one : mine) {
                row(text, target, one.value(), one.met() ? "yes" : "**no**");
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Target target, String value, String met) {
        text.append("| %s | %s | %s | %s | %s |\n".formatted(target.id(), target.what(), target.goal(), value, met));
    }
}
