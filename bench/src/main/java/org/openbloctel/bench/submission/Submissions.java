package org.openbloctel.bench.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.lookup.Processor;
import org.openbloctel.bench.lookup.Server;
import org.openbloctel.bench.lookup.Visibility;
import org.openbloctel.bench.report.Median;

/**
 * Starts the server with no list and with one, changes it, and submits call files as a caller would: each several times, the
 * first time separately, since a server that has just started runs its code slowly. What comes back is compared with the truth.
 */
public final class Submissions {
    private static final int CHANGES = 200;

    private final StringBuilder facts = new StringBuilder();
    private final StringBuilder table = new StringBuilder("""
            | lines | | sent s | on the disk s | ready s | callable fetched s | server CPU s | peak MiB |
            |---|---|---|---|---|---|---|---|
            """);
    private final List<Double> ready = new ArrayList<>();
    private boolean right = true;
    private Visibility visibility = new Visibility(Double.NaN, Double.NaN);

    private Submissions() {}

    /**
     * Measures.
     *
     * @param text the list, a text of E.164 lines
     * @param data of a server with this list, made when it is not there
     * @param rounds how often each file is submitted after the first time
     */
    public static Submissions measure(Path root, Path data, Path text, List<CallFile> files, int rounds)
            throws IOException, InterruptedException {
        Submissions submissions = new Submissions();
        submissions.empty(root, data.resolveSibling("data-empty"));
        OptionalDouble first = Server.prepare(root, data, text.toString());
        if (first.isPresent()) {
            submissions.fact("first start, with the import of the list", first.getAsDouble(), "s");
        }
        Visibility.SealedNumber number = Visibility.importNumber(root, data);
        long begin = System.nanoTime();
        try (Server server = Server.start(root, data, "")) {
            server.awaitAnswer();
            submissions.fact("start with the list, to the first answer", (System.nanoTime() - begin) / 1e9, "s");
            submissions.fact("resident memory then", Processor.residentMiB(server.pid()), "MiB");
            submissions.visibility = Visibility.measure(server, number, CHANGES);
            submissions.fact("a change seen by look-ups over HTTP, median", submissions.visibility.median(), "ms");
            submissions.fact("the slowest of " + CHANGES, submissions.visibility.most(), "ms");
            for (CallFile file : files) {
                submissions.submit(server, file, rounds);
            }
        }
        return submissions;
    }

    private void empty(Path root, Path data) throws IOException, InterruptedException {
        if (!Files.exists(data.resolve("list"))) {
            try (Server first = Server.start(root, data, "")) {
                first.makeKey();
                first.awaitAnswer(true);
            }
        }
        long begin = System.nanoTime();
        try (Server server = Server.start(root, data, "")) {
            server.awaitAnswer(true);
            fact("start with an empty list, to the first answer", (System.nanoTime() - begin) / 1e9, "s");
            fact("resident memory then", Processor.residentMiB(server.pid()), "MiB");
        }
    }

    private void submit(Server server, CallFile file, int rounds) throws IOException, InterruptedException {
        Client client = new Client(server.port(), Server.KEY);
        Truth truth = Truth.of(file);
        List<Client.Took> later = new ArrayList<>();
        double before = Processor.seconds(server.pid());
        for (int i = 0; i <= rounds; i++) {
            Client.Took took = client.submit(file, truth);
            right &= took.right();
            double now = Processor.seconds(server.pid());
            if (i == 0) {
                row(file, "first", List.of(took), now - before, server);
                before = now;
            } else {
                later.add(took);
            }
        }
        row(file, "then", later, (Processor.seconds(server.pid()) - before) / rounds, server);
        ready.add(median(later, Client.Took::ready));
    }

    private void row(CallFile file, String which, List<Client.Took> took, double cpu, Server server)
            throws IOException {
        table.append(String.format(
                Locale.ROOT,
                "| %,d | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f |%n",
                file.rows(),
                which,
                median(took, Client.Took::sent),
                median(took, Client.Took::received),
                median(took, Client.Took::ready),
                median(took, Client.Took::download),
                cpu,
                Processor.peakMiB(server.pid())));
    }

    private static double median(List<Client.Took> took, ToDoubleFunction<Client.Took> which) {
        return Median.of(took.stream().mapToDouble(which));
    }

    private void fact(String what, double figure, String unit) {
        facts.append(String.format(Locale.ROOT, "- %s: %.2f %s%n", what, figure, unit));
    }

    /** Whether all that came back was right. */
    public boolean right() {
        return right;
    }

    /** Seconds from the last byte of each file until it was ready, medians. */
    public List<Double> ready() {
        return List.copyOf(ready);
    }

    /** How long a change took. */
    public Visibility visibility() {
        return visibility;
    }

    /** Facts and a table. */
    public String text() {
        return facts + "\n" + table;
    }
}
