package org.openbloctel.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openbloctel.bench.data.DataStore;
import org.openbloctel.bench.process.Meter;

/**
 * Runs OpenBloctel and what people would take instead side by side on generated files, compares every answer with the right
 * one, and prints what each cost. Exit code 1 when an answer of OpenBloctel is not the right one.
 */
public final class Bench {

    private static final String REPORT = "report.md";
    private static final Map<String, Part> PARTS = parts();

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (Options.Unusable unusable) {
            System.err.println(unusable.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        boolean right = run(options, System.err);
        System.out.print(Files.readString(options.work().resolve(REPORT)));
        System.exit(right ? 0 : 1);
    }

    /** Leaves a report in the work folder; true when OpenBloctel gave right answers only. */
    static boolean run(Options options, PrintStream progress) throws IOException, InterruptedException {
        Workspace workspace = new Workspace(Files.createDirectories(options.work()));
        DataStore data = new DataStore(workspace.data());
        Meter meter = Meter.choose(options.module().resolve("src/main/c/measure.c"), workspace.tools());
        BenchReport findings = new BenchReport(workspace.folder(), progress);
        Bloctel bloctel = new Bloctel(options.root(), workspace, data, meter, findings);
        Session session = new Session(options, workspace, data, meter, bloctel, findings, new PeakMemory());
        for (Map.Entry<String, Part> part : PARTS.entrySet()) {
            if (options.only().contains(part.getKey())) {
                part.getValue().run(session);
            }
        }
        session.peaks().measured().ifPresent(findings::measured);
        Files.writeString(workspace.folder().resolve(REPORT), findings.report(Clock.systemUTC(), meter));
        return findings.right();
    }

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("list", new ListPart());
        parts.put("inprocess", new InProcessPart());
        parts.put("small", new SmallPart());
        parts.put("clean", new CleanPart());
        parts.put("messy", new MessyPart());
        parts.put("us", new UsPart());
        parts.put("scale", new ScalePart());
        parts.put("lookup", new LookupPart());
        parts.put("law", new LawPart());
        parts.put("submission", new SubmissionPart());
        parts.put("campaign", new CampaignPart());
        parts.put("memory100m", new MemoryPart());
        parts.put("spark", new SparkPart());
        parts.put("day", new DayPart());
        parts.put("complaints", new ComplaintPart());
        return parts;
    }
}
