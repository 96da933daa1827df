package org.openbloctel.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openbloctel.bench.process.Meter;
import org.openbloctel.bench.process.Usage;
import org.openbloctel.bench.report.MachineFacts;
import org.openbloctel.bench.report.Measured;
import org.openbloctel.bench.report.TargetTable;

/** Everything a run of the benchmarks has to say, and the single runs behind it in a table of their own. */
final class BenchReport {

    private final StringBuilder sections = new StringBuilder();
    private final List<Measured> measured = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Path runs;
    private final PrintStream progress;

    BenchReport(Path folder, PrintStream progress) throws IOException {
        this.progress = progress;
        runs = folder.resolve("runs.tsv");
        Files.writeString(runs, "part\tprogram\texit\twall\tuser\tsystem\tpeakMiB\tresult\n");
    }

    void run(String part, String program, Usage usage, String result) throws IOException {
        String figures = String.format(
                Locale.ROOT,
                "%d\t%.3f\t%.3f\t%.3f\t%.0f",
                usage.exit(),
                usage.wall(),
                usage.user(),
                usage.system(),
                usage.peakMiB());
        Files.writeString(runs, String.join("\t", part, program, figures, result) + "\n", StandardOpenOption.APPEND);
        progress.println(String.format(
                Locale.ROOT, "%s: %s: %.2f s CPU, %.2f s wall, %s", part, program, usage.cpu(), usage.wall(), result));
    }

    /** A line for the person who waits for a long part. */
    void progress(String line) {
        progress.println(line);
    }

    void section(String title, String text) {
        sections.append("\n## ").append(title).append("\n\n").append(text);
    }

    void measured(Measured one) {
        measured.add(one);
    }

    /** OpenBloctel itself gave no right answer: then no figure of the run is worth anything. */
    void wrong(String what) {
        wrong.add(what);
    }

    boolean right() {
        return wrong.isEmpty();
    }

    String report(Clock clock, Meter meter) {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n")
                .append(MachineFacts.line(clock))
                .append(".\n");
        text.append("""
                Whole processes, run in turn; medians. CPU is user and system time of the process and its children, peak is resident
                memory of its largest process, mapped files included. × is against the row in bold. Inputs are in the page cache.
                Programs may use all cores unless their name says otherwise.
                """);
        if (!meter.missing().isEmpty()) {
            text.append("Missing here: ").append(meter.missing()).append(".\n");
        }
        for (String each : wrong) {
            text.append("\n**WRONG: ").append(each).append("**\n");
        }
        text.append(sections);
        text.append("\n## Targets\n\n").append(TargetTable.render(measured));
        return text.toString();
    }
}
