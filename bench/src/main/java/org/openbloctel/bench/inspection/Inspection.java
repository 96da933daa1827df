package org.openbloctel.bench.inspection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.openbloctel.bench.lookup.Server;

/**
 * Starts the server with complaints and traces of three years, which it makes if they are not there, signs in as an inspector, and asks for each
 * page a hundred times, one question after the other. A wrong answer ends the run.
 */
public final class Inspection {
    private static final int ROUNDS = 100;
    /** A server that has just started runs its code slowly. */
    private static final int WARM = 10;

    private static final Path CACHES = Path.of("/proc/sys/vm/drop_caches");

    private final Consumer<String> progress;
    private final StringBuilder facts = new StringBuilder();
    private final List<Timing> timings = new ArrayList<>();

    private Inspection(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Whether a folder has the data of an earlier run that are not too old. */
    public static boolean isFilled(Path folder) throws IOException {
        return Filling.isIn(folder);
    }

    /**
     * Measures.
     *
     * @param folder of the data, which stay for later runs; without data it has to be empty or absent
     */
    public static Inspection measure(Path root, Path folder, int complaints, long prints, Consumer<String> progress)
            throws IOException, InterruptedException {
        Inspection inspection = new Inspection(progress);
        Filling filling = new Filling(root, folder);
        if (!isFilled(folder)) {
            inspection.facts.append(
                    String.format(Locale.ROOT, "The data were made in %.0f s.%n%n", filling.fill(complaints, prints)));
        }
        try (Server server = filling.start();
                Browser browser = new Browser(server.port())) {
            browser.signIn(filling.read());
            inspection.ask(new Questions(browser, filling.read()));
        }
        return inspection;
    }

    private void ask(Questions questions) throws IOException, InterruptedException {
        for (Map.Entry<String, Questions.Question> search : questions.searches().entrySet()) {
            time("search: " + search.getKey(), Timing.Kind.SEARCH, search.getValue());
        }
        for (Map.Entry<String, Questions.Question> page : questions.pages().entrySet()) {
            time(page.getKey(), Timing.Kind.PAGE, page.getValue());
        }
        time("the list as CSV, 10,000 rows", Timing.Kind.FILE, questions::file);
        if (Files.isWritable(CACHES)) {
            time(
                    "evidence about a number, files read from the disk",
                    Timing.Kind.EVIDENCE,
                    round -> Files.writeString(CACHES, "1"),
                    questions::evidence);
        }
        time("evidence about a number", Timing.Kind.EVIDENCE, questions::evidence);
    }

    private void time(String what, Timing.Kind kind, Questions.Question question)
            throws IOException, InterruptedException {
        time(what, kind, round -> {}, question);
    }

    /** Asks again and again; what comes before each question is not counted. */
    private void time(String what, Timing.Kind kind, Questions.Question before, Questions.Question question)
            throws IOException, InterruptedException {
        long[] nanos = new long[WARM + ROUNDS];
        for (int round = 0; round < nanos.length; round++) {
            before.ask(round);
            long begin = System.nanoTime();
            try {
                question.ask(round);
            } catch (IOException wrong) {
                throw new IOException(what, wrong);
            }
            nanos[round] = System.nanoTime() - begin;
        }
        Timing timing = Timing.of(what, kind, Arrays.copyOfRange(nanos, WARM, nanos.length));
        progress.accept(timing.row().strip());
        timings.add(timing);
    }

    /** The slowest 99th percentile of the searches, in milliseconds. */
    public double searchP99() {
        return p99(Timing.Kind.SEARCH);
    }

    /** The slowest 99th percentile of the other pages, in milliseconds. */
    public double pageP99() {
        return p99(Timing.Kind.PAGE);
    }

    /** The 99th percentile of evidence about a number, in milliseconds. */
    public double evidenceP99() {
        return p99(Timing.Kind.EVIDENCE);
    }

    private double p99(Timing.Kind kind) {
        return timings.stream()
                .filter(one -> one.kind() == kind)
                .mapToDouble(Timing::p99)
                .max()
                .orElseThrow();
    }

    /** A row a question. */
    public String text() {
        StringBuilder text = new StringBuilder(facts).append("""
                | question | n | p50 ms | p99 ms | most ms |
                |---|---|---|---|---|
                """);
        timings.forEach(one -> text.append(one.row()));
        return text.toString();
    }
}
