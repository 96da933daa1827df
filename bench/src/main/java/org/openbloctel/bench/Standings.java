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

    /** Whatever of OpenBloctel's answers is not the right one. */
    void reportWrong(String title, Findings findings) {
        for (Standing standing : all) {
            if (standing.contender().name().startsWith(Bloctel.DEFAULT) && !standing.right()) {
                findings.wrong(title + ": " + standing.contender().name() + ": " + standing.result());
            }
        }
    }

    /** Our cost as a part of a peer's, CPU and wall: once like for like, once as it comes. */
    List<Measured> against(String target, String peer, double cpuGoal, double wallGoal) {
        return of(peer).stream()
                .flatMap(other -> List.of(Bloctel.LIKE_FOR_LIKE, Bloctel.DEFAULT).stream()
                        .flatMap(name -> of(name).stream())
                        .map(ours -> against(target, ours, other, cpuGoal, wallGoal)))
                .toList();
    }

    private static Measured against(String target, Standing ours, Standing other, double cpuGoal, double wallGoal) {
        double cpu = other.cpu() / ours.cpu();
        double wall = other.wall() / ours.wall();
        String value = String.format(
                Locale.ROOT,
                "%s against %s: CPU 1/%.1f, wall 1/%.1f%s",
                ours.contender().name(),
                other.contender().name(),
                cpu,
                wall,
                other.right() ? "" : " (the peer's answer: " + other.result() + ")");
        return new Measured(target, value, ours.right() && cpu >= cpuGoal && wall >= wallGoal);
    }
}
