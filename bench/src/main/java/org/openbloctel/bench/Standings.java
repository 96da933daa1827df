package org.openbloctel.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.report.Line;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.bench.report.RaceTable;

/** The outcome of one race, and what it says about the targets. */
record Standings(List<Standing> all, List<Line> absent) {

    static Standings on(CallFile file, Entrants entrants) {
        List<Standing> field = entrants.ready().stream()
                .map(contender -> new Standing(contender, file))
                .toList();
        return new Standings(field, entrants.absent());
    }

    Optional<Standing> of(String name) {
        return all.stream()
                .filter(standing -> standing.contender().name().equals(name))
                .filter(standing -> !Double.isNaN(standing.wall()))
                .findFirst();
    }

    String table() {
        List<Line> lines =
                Stream.concat(all.stream().map(Standing::line), absent.stream()).toList();
        return RaceTable.render(lines, Bloctel.LIKE_FOR_LIKE);
    }

    /** OpenBloctel's answers that are not the right ones. */
    void reportWrong(String title, BenchReport findings) {
        for (Standing standing : all) {
            if (standing.contender().name().startsWith(Bloctel.DEFAULT) && !standing.right()) {
                findings.wrong(title + ": " + standing.contender().name() + ": " + standing.result());
            }
        }
    }

    /**
     * A peer's CPU time over ours.
     *
     * @param name which of our rows
     * @param goal the least that meets the target
     */
    Optional<Measured> against(String target, String name, String peer, double goal) {
        return of(name).flatMap(ours -> of(peer).map(other -> against(target, ours, other, goal)));
    }

    private static Measured against(String target, Standing ours, Standing other, double goal) {
        double cpu = other.cpu() / ours.cpu();
        String value = String.format(
                Locale.ROOT,
                "%.1f (%.2f of %.2f s), wall %.1f%s",
                cpu,
                ours.cpu(),
                other.cpu(),
                other.wall() / ours.wall(),
                other.right() ? "" : " (the peer's answer: " + other.result() + ")");
        return new Measured(target, value, ours.right() && cpu >= goal);
    }

    /** The CPU time of what shows how far one could go as a share of ours. */
    Optional<Measured> share(String target, String name, String limit, double goal) {
        return of(name).flatMap(ours -> of(limit).map(other -> {
            double share = other.cpu() / ours.cpu();
            String value = String.format(Locale.ROOT, "%.0f %% (%.2f of %.2f s)", 100 * share, other.cpu(), ours.cpu());
            return new Measured(target, value, ours.right() && share >= goal);
        }));
    }
}
