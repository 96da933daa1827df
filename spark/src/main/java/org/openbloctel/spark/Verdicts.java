package org.openbloctel.spark;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Countries;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Placeholders;

/**
 * Adds to a table what an opposition list says of each row: {@code verdict} ({@code not-listed}, {@code opposed}, {@code unchecked}) and
 * {@code reason} (why it is unchecked, else null).
 *
 * <pre>{@code
 * Dataset<Row> judged = Verdicts.by(spark, "s3a://lists/opposition.list").add(people, "telephone");
 * judged.filter("verdict = 'not-listed'")
 * }</pre>
 *
 * <p>Unchecked is a no, and not listed is no permission. Every use of one object judges by the same revision of the list.
 */
public final class Verdicts {
    /** The column that holds the verdict. */
    public static final String VERDICT = "verdict";
    /** The column that holds the reason. */
    public static final String REASON = "reason";

    /** A result is good for thirty days. */
    private static final long MAX_AGE_DAYS = 30;

    private static final int SAMPLE_ROWS = 100;

    private final SharedList list;
    private final Placeholders placeholders;

    Verdicts(SharedList list, Placeholders placeholders) {
        this.list = list;
        this.placeholders = placeholders;
    }

    /**
     * Reads a list from any store that Hadoop reaches, and broadcasts it.
     *
     * @throws org.openbloctel.scrub.list.UntrustedListException when it is no list, damaged, or older than thirty days
     */
    public static Verdicts by(SparkSession spark, String list) throws IOException {
        return by(spark, list, MAX_AGE_DAYS);
    }

    /**
     * Reads a list that may be older.
     *
     * @param maxAgeDays how old the list may be; 0 for any age
     */
    public static Verdicts by(SparkSession spark, String list, long maxAgeDays) throws IOException {
        return new Verdicts(
                SharedList.read(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()), list, maxAgeDays, Clock.systemUTC()),
                Placeholders.USUAL);
    }

    /**
     * The same with texts that stand for no number in a phone column, beside the usual ones.
     *
     * @throws IllegalArgumentException when one has no letter, or a digit
     */
    public Verdicts withBlanks(String... texts) {
        return new Verdicts(
                list,
                Placeholders.usualAnd(List.of(texts))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a text that stands for no number has a letter and no digit")));
    }

    /**
     * Judges each row by its phone columns. A row whose number is not listed, but holds a listed number in another column, is unchecked,
     * {@code listed-elsewhere}; there nine digits are none, since ids have as many. Columns that hold numbers without their zero in the first
     * rows are read beside those that are named.
     *
     * @param columns their names, in any case and with or without accents; without any they are told by their names and by the first rows
     * @throws CallFileException when there is no such column, or it cannot be told which is meant: the details name the candidates
     * @throws IllegalArgumentException when the table has a column of the name of one that is added
     */
    public Dataset<Row> add(Dataset<Row> rows, String... columns) throws IOException {
        List<String> names = Arrays.asList(rows.columns());
        taken(rows).ifPresent(added -> {
            throw new IllegalArgumentException(
                    "the table has a column " + added + " already: rename it with withColumnRenamed");
        });
        PhoneColumns found = columns(rows, List.of(columns));
        boolean[] phones = new boolean[names.size()];
        boolean[] lenient = new boolean[names.size()];
        found.columns().forEach(column -> phones[column] = true);
        found.lenient().forEach(column -> lenient[column] = true);
        StructType schema =
                rows.schema().add(VERDICT, DataTypes.StringType, false).add(REASON, DataTypes.StringType, true);
        RowJudge judge = new RowJudge(list, phones, lenient, Countries.column(names), placeholders);
        return rows.mapPartitions(judge, Encoders.row(schema));
    }

    /** An added column whose name the table has already. */
    static Optional<String> taken(Dataset<Row> rows) {
        List<String> names = Arrays.asList(rows.columns());
        return Stream.of(VERDICT, REASON)
                .filter(added -> names.stream().anyMatch(added::equalsIgnoreCase))
                .findFirst();
    }

    private PhoneColumns columns(Dataset<Row> rows, List<String> wanted) throws IOException {
        OppositionList opened = list.open();
        List<List<String>> records = new ArrayList<>();
        records.add(List.of(rows.columns()));
        for (Row row : rows.takeAsList(SAMPLE_ROWS)) {
            records.add(texts(row));
        }
        LayoutOptions options = new LayoutWanted(wanted, null, null, true, null, placeholders).options();
        return PhoneColumns.find("table", records, options, opened.plan());
    }

    private static List<String> texts(Row row) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(CellText.joined(row.get(column)));
        }
        return cells;
    }
}
