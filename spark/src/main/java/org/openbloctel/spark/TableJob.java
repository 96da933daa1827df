package org.openbloctel.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.Reason;

/**
 * Scrubs a table on a cluster: the same rows with two columns more, in a folder for each verdict. It is written beside its place, counted
 * there, and gets its name only when as many rows stand there as were read.
 */
final class TableJob {
    private final SparkSession spark;
    private final JobOptions options;
    private final SharedList list;
    private final Store store;

    TableJob(SparkSession spark, JobOptions options, SharedList list) {
        this.spark = spark;
        this.options = options;
        this.list = list;
        this.store = new Store(JavaSparkContext.fromSparkContext(spark.sparkContext()));
    }

    /** The rows by verdict and reason, as they stand in what was written. */
    Counts run() throws IOException {
        String out = options.out().replaceAll("/+$", "");
        if (store.exists(out)) {
            throw new Refusal(ExitCode.USAGE, "error.usage.out", out);
        }
        for (String input : options.inputs()) {
            if (!store.isAny(input)) {
                throw new Refusal(ExitCode.INPUT, "error.input.none", input);
            }
        }
        Dataset<Row> rows = rows();
        int name = out.lastIndexOf('/') + 1;
        String scratch = out.substring(0, name) + "_bloctel-" + UUID.randomUUID();
        try {
            new Verdicts(list, options.layout().placeholders())
                    .add(rows, options.layout().columns().toArray(String[]::new))
                    .write()
                    .format(options.format())
                    .partitionBy(Verdicts.VERDICT)
                    .save(scratch);
            Counts counts = count(spark.read().format(options.format()).load(scratch));
            long read = rows.count();
            if (read != counts.rows()) {
                throw new Refusal(ExitCode.OUTPUT, "error.lost", read, counts.rows());
            }
            store.publish(scratch, out);
            return counts;
        } finally {
            store.delete(scratch);
        }
    }

    /** The table, which must have rows and none of the columns that are added. */
    private Dataset<Row> rows() throws IOException {
        Dataset<Row> rows;
        try {
            rows = spark.read().format(options.format()).load(options.inputs().toArray(String[]::new));
        } catch (Exception e) {
            if (e instanceof ClassNotFoundException) { // Spark's own, which it does not declare
                throw new Refusal(ExitCode.USAGE, "error.usage.unknown-format", options.format());
            }
            throw e;
        }
        Optional<String> taken = Verdicts.taken(rows);
        if (taken.isPresent()) {
            throw new Refusal(ExitCode.USAGE, "error.usage.taken", taken.get());
        }
        if (rows.isEmpty()) {
            throw new CallFileException(Fault.EMPTY, String.join(", ", options.inputs()), List.of());
        }
        return rows;
    }

    private static Counts count(Dataset<Row> written) {
        Counts counts = new Counts();
        for (Row row :
                written.groupBy(Verdicts.VERDICT, Verdicts.REASON).count().collectAsList()) {
            Verdict verdict = verdict(row.getString(0));
            if (verdict == Verdict.UNCHECKED) {
                counts.add(reason(row.getString(1)), row.getLong(2));
            } else {
                counts.add(verdict, row.getLong(2));
            }
        }
        return counts;
    }

    private static Verdict verdict(String label) {
        return Verdict.BY_LIST.stream()
                .filter(verdict -> verdict.label(false).equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Reason reason(String code) {
        for (Reason reason : Reason.values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        throw new IllegalStateException("a verdict without a reason was written");
    }
}
