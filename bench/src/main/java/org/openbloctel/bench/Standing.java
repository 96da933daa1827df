package org.openbloctel.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.openbloctel.bench.answer.Answer;
import org.openbloctel.bench.answer.Fingerprint;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.process.Usage;
import org.openbloctel.bench.report.Line;
import org.openbloctel.bench.report.Median;

/** How one contender does in a race on one file. */
final class Standing {

    private final Contender contender;
    private final CallFile file;
    private final List<Usage> runs = new ArrayList<>();
    private final Map<Fingerprint, Answer> judged = new HashMap<>();
    private @Nullable Answer answer;
    private @Nullable String failure;

    Standing(Contender contender, CallFile file) {
        this.contender = contender;
        this.file = file;
    }

    Contender contender() {
        return contender;
    }

    CallFile file() {
        return file;
    }

    void ran(Usage usage, Answer given) {
        runs.add(usage);
        answer = answer == null ? given : answer.worse(given);
    }

    void failed(String why) {
        failure = why;
    }

    /** The answers given so far, for outputs that come again. */
    Map<Fingerprint, Answer> judged() {
        return judged;
    }

    boolean isDue(int round) {
        return failure == null && (round == 0 || contender.pace() == Contender.Pace.FAST);
    }

    boolean right() {
        return failure == null && answer != null && answer.right();
    }

    double cpu() {
        return median(Usage::cpu);
    }

    double wall() {
        return median(Usage::wall);
    }

    /** The highest of all runs: a limit on memory must hold every time. */
    double peakMiB() {
        return runs.stream().mapToDouble(Usage::peakMiB).max().orElse(Double.NaN);
    }

    String result() {
        if (failure != null) {
            return failure;
        }
        return answer == null ? "did not run" : answer.text();
    }

    Line line() {
        return new Line(contender.name(), runs.size(), file.rows(), file.bytes(), cpu(), wall(), peakMiB(), result());
    }

    private double median(ToDoubleFunction<Usage> figure) {
        return Median.of(runs.stream().mapToDouble(figure));
    }
}
