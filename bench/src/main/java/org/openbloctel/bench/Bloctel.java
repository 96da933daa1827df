package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openbloctel.bench.answer.Expected;
import org.openbloctel.bench.answer.Likeness;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.Country;
import org.openbloctel.bench.data.DataStore;
import org.openbloctel.bench.data.ListSpec;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Meter;
import org.openbloctel.bench.process.Usage;

/** The program that is measured, through its launcher, as a user starts it. */
final class Bloctel {

    /** As it comes: all cores, and a report with the SHA-256 of the input and of each output. */
    static final String DEFAULT = "OpenBloctel";
    /** No peer makes digests, so this is the one to compare like with like. */
    static final String LIKE_FOR_LIKE = "OpenBloctel, no digests";

    static final String ONE_THREAD = "OpenBloctel, 1 thread";
    static final String LIKE_FOR_LIKE_ONE_THREAD = "OpenBloctel, no digests, 1 thread";

    private final Path launcher;
    private final Workspace workspace;
    private final DataStore data;
    private final Meter meter;
    private final BenchReport findings;
    private final Set<ListSpec> built = new HashSet<>();

    Bloctel(Path root, Workspace workspace, DataStore data, Meter meter, BenchReport findings) {
        launcher = root.resolve("bloctel");
        this.workspace = workspace;
        this.data = data;
        this.meter = meter;
        this.findings = findings;
    }

    /** The prepared list, built anew in every run of the benchmarks: one that an older version built proves nothing. */
    Path list(ListSpec spec) throws IOException, InterruptedException {
        if (!built.contains(spec)) {
            build(spec);
        }
        return prepared(spec);
    }

    /** Builds the list and says what that cost. */
    Usage build(ListSpec spec) throws IOException, InterruptedException {
        Path text = data.list(spec);
        Path log = workspace.log("build " + spec.country() + spec.count());
        Path prepared = prepared(spec);
        Workspace.delete(prepared);
        Usage usage = meter.run(command("list", "build", text, "--out", prepared, "--plan", spec.country()), log);
        if (usage.exit() != 0) {
            throw new IOException(launcher + " could not build a list, see " + log);
        }
        built.add(spec);
        findings.run("List build", spec.country() + " " + spec.count(), usage, "built");
        return usage;
    }

    List<Contender> contenders(Path list, Country plan) {
        List<Contender> all = new ArrayList<>();
        all.add(contender(LIKE_FOR_LIKE, list, plan, List.of("--digests", "no")));
        all.add(contender(DEFAULT, list, plan, List.of()));
        all.add(contender(LIKE_FOR_LIKE_ONE_THREAD, list, plan, List.of("--threads", "1", "--digests", "no")));
        all.add(contender(ONE_THREAD, list, plan, List.of("--threads", "1")));
        return all;
    }

    Contender contender(String name, Path list, Country plan, List<String> more) {
        Contender.Launch launch = (file, out) -> {
            List<Object> words =
                    new ArrayList<>(List.of("scrub", file.calls(), "--list", list, "--plan", plan, "--out", out));
            words.addAll(more);
            return command(words.toArray());
        };
        return new Contender(name, Contender.Pace.FAST, launch, Bloctel::outputs);
    }

    /** What a scrub writes, whichever program runs it. */
    static List<Expected> outputs(CallFile file, Path out) {
        String stem = file.calls().getFileName().toString().replaceFirst("\\.csv$", "");
        return List.of(
                new Expected(out.resolve(stem + ".not-listed.csv"), "0", Likeness.BYTES),
                new Expected(out.resolve(stem + ".opposed.csv"), "1", Likeness.BYTES),
                new Expected(out.resolve(stem + ".unchecked.csv"), "?", Likeness.BYTES));
    }

    private Path prepared(ListSpec spec) throws IOException {
        return workspace.lists().resolve("openbloctel-%s-%d".formatted(spec.country(), spec.count()));
    }

    /** The launcher finds a JDK by itself, and is told to take the one that everything else here runs on. */
    private Command command(Object... words) {
        List<Object> all = new ArrayList<>(List.of(launcher));
        all.addAll(List.of(words));
        return Command.of(all.toArray()).with("JAVA_HOME", System.getProperty("java.home"));
    }
}
