package org.openbloctel.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;

/** The job for {@code spark-submit}: scrubs files or a table, and writes one report. docs/spark.md is its manual. */
public final class ScrubJob {
    private final SparkSession spark;
    private final PrintStream out;
    private final PrintStream err;
    private final Texts texts;

    /**
     * A job of a session.
     *
     * @param out for the sentences
     * @param err for the cause of a fault without a sentence of its own
     */
    ScrubJob(SparkSession spark, PrintStream out, PrintStream err, Locale locale) {
        this.spark = spark;
        this.out = out;
        this.err = err;
        this.texts = Texts.of(locale);
    }

    /** Runs the job; ends the process with an exit code of {@code bloctel} unless all is done. */
    public static void main(String[] args) throws IOException {
        int code;
        try (SparkSession session =
                SparkSession.builder().appName("bloctel scrub").getOrCreate()) {
            code = new ScrubJob(session, System.out, System.err, Locale.getDefault()).run(args);
        }
        if (code != ExitCode.DONE) {
            System.exit(code);
        }
    }

    /** The exit code. */
    int run(String... args) {
        String report = JobReport.path("--out");
        try {
            JobOptions options = JobOptions.of(args);
            report = JobReport.path(options.out());
            SharedList list = list(options);
            return options.format().equals(JobOptions.TEXT) ? texts(options, list) : table(options, list);
        } catch (Refusal e) {
            out.println(e.message(texts));
            return e.exitCode();
        } catch (UntrustedListException e) {
            out.println(texts.fault(e));
            return ExitCode.LIST;
        } catch (CallFileException e) {
            return refused(e.file(), e.fault(), e.details());
        } catch (Exception e) { // what Spark throws is checked but not declared
            out.println(texts.get("error.failed", report));
            e.printStackTrace(err);
            return ExitCode.OUTPUT;
        }
    }

    private SharedList list(JobOptions options) throws IOException {
        try {
            return SharedList.read(
                    JavaSparkContext.fromSparkContext(spark.sparkContext()),
                    options.list(),
                    options.maxListAge(),
                    Clock.systemUTC());
        } catch (FileNotFoundException e) {
            throw new Refusal(ExitCode.LIST, "error.list.missing", options.list());
        }
    }

    private int texts(JobOptions options, SharedList list) throws IOException {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Done> files = new TextJob(context, options, list).run();
        Counts all = Counts.of(files.stream()
                .filter(done -> done.fault() == null)
                .map(Done::scrubbed)
                .toList());
        JobReport report = new JobReport(used(list), all);
        int code = ExitCode.DONE;
        for (Done done : files) {
            Fault fault = done.fault();
            if (fault == null) {
                ScrubReport scrubbed = done.scrubbed();
                Counts counts = Counts.of(List.of(scrubbed));
                report.add(done.unit().uri(), counts, done.unit().names().report());
                say(done.unit().name(), counts);
            } else {
                report.refused(done.unit().uri(), fault, done.details());
                int refused = refused(done.unit().name(), fault, done.details());
                code = code == ExitCode.DONE ? refused : code;
            }
        }
        finish(options, report, all);
        return code;
    }

    private int table(JobOptions options, SharedList list) throws IOException {
        Counts counts = new TableJob(spark, options, list).run();
        JobReport report = new JobReport(used(list), counts);
        options.inputs().forEach(report::input);
        finish(options, report, counts);
        return ExitCode.DONE;
    }

    private void finish(JobOptions options, JobReport report, Counts counts) throws IOException {
        Store store = new Store(JavaSparkContext.fromSparkContext(spark.sparkContext()));
        String path = JobReport.path(options.out());
        String scratch = options.out() + "/_bloctel-" + UUID.randomUUID();
        try {
            store.write(scratch, path, report.toJson());
        } finally {
            store.delete(scratch);
        }
        say(path, counts);
    }

    private void say(String name, Counts counts) {
        out.println(texts.get(
                "done",
                name,
                counts.rows(),
                counts.of(Verdict.CALLABLE),
                counts.of(Verdict.OPPOSED),
                counts.of(Verdict.UNCHECKED)));
    }

    private int refused(String file, Fault fault, List<String> details) {
        out.println(texts.fault(file, fault, details));
        return switch (fault) {
            case NO_SUCH_COLUMN, UNSURE_COLUMN, OTHER_SEPARATOR -> ExitCode.USAGE;
            default -> ExitCode.INPUT;
        };
    }

    private static ScrubReport.ListUsed used(SharedList shared) throws IOException {
        OppositionList list = shared.open();
        return ScrubReport.ListUsed.of(list);
    }
}
