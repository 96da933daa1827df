package org.openbloctel.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.list.UntrustedListException;

/** Tables: rows judged by named columns, and never callable with a listed number anywhere. */
final class VerdictsIT {
    private static final StructType PEOPLE = new StructType()
            .add("id", DataTypes.LongType)
            .add("Téléphone", DataTypes.StringType)
            .add("note", DataTypes.StringType);

    @TempDir
    static Path folder;

    private static String list = "";

    @BeforeAll
    static void makeList() throws IOException {
        list = Scrubbed.listFile(folder.resolve("opposition.list"), List.of(33639980001L));
    }

    private static Dataset<Row> table(StructType schema, Row... rows) {
        return LocalSpark.session().createDataFrame(List.of(rows), schema);
    }

    private static List<String> verdicts(Dataset<Row> rows, String... columns) throws IOException {
        return written(Verdicts.by(LocalSpark.session(), list).add(rows, columns));
    }

    private static List<String> written(Dataset<Row> judged) {
        List<String> verdicts = new ArrayList<>();
        for (Row row : judged.collectAsList()) {
            String reason = row.getAs(Verdicts.REASON);
            verdicts.add(row.getAs(Verdicts.VERDICT) + (reason == null ? "" : " " + reason));
        }
        return verdicts;
    }

    @Test
    void rowsAreJudgedByTheNamedColumnAndByWhatStandsElsewhere() throws IOException {
        Dataset<Row> people = table(
                PEOPLE,
                RowFactory.create(1L, "06 39 98 00 01", null),
                RowFactory.create(2L, "+33639980002", "calls back"),
                RowFactory.create(3L, "0639980002", "or on 06.39.98.00.01"),
                RowFactory.create(639980001L, "0639980002", null),
                RowFactory.create(5L, null, null),
                RowFactory.create(6L, "nonsense", "0639980001"));
        assertThat(verdicts(people, "telephone"))
                .isEqualTo(verdicts(people))
                .containsExactly(
                        "opposed",
                        "not-listed",
                        "unchecked listed-elsewhere",
                        "not-listed",
                        "unchecked blank",
                        "unchecked not-a-number");
        assertThat(verdicts(people, "telephone", "note").get(5)).isEqualTo("opposed");
    }

    @Test
    void namedPlaceholderIsBlank() throws IOException {
        Dataset<Row> people = table(
                PEOPLE, RowFactory.create(1L, "à rappeler", "0639980002"), RowFactory.create(2L, "à rappeler", null));
        Verdicts verdicts = Verdicts.by(LocalSpark.session(), list).withBlanks("A RAPPELER");
        assertThat(written(verdicts.add(people, "telephone", "note"))).containsExactly("not-listed", "unchecked blank");
        assertThat(verdicts(people, "telephone", "note"))
                .containsExactly("unchecked not-a-number", "unchecked not-a-number");
        assertThatThrownBy(() -> verdicts.withBlanks("06")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void localNumberOfAnotherCountryIsForeign() throws IOException {
        StructType schema = new StructType().add("tel", DataTypes.StringType).add("pays", DataTypes.StringType);
        Dataset<Row> rows =
                table(schema, RowFactory.create("0639980002", "Belgique"), RowFactory.create("0639980002", "France"));
        assertThat(verdicts(rows, "tel")).containsExactly("unchecked foreign", "not-listed");
    }

    @Test
    void cellsOfEveryTypeAreLookedInto() throws IOException {
        StructType inner = new StructType().add("x", DataTypes.StringType);
        StructType schema = new StructType()
                .add("phone", DataTypes.createArrayType(DataTypes.StringType))
                .add("mobile", DataTypes.DoubleType)
                .add("amount", DataTypes.createDecimalType(20, 2))
                .add("tags", DataTypes.createMapType(DataTypes.StringType, inner))
                .add("raw", DataTypes.BinaryType);
        String listed = "06 39 98 00 01";
        Dataset<Row> rows = table(
                schema,
                RowFactory.create(List.of("0639980002", listed), null, null, null, null),
                RowFactory.create(List.of(), 639980001.0, null, null, null),
                RowFactory.create(List.of("0639980002"), null, new BigDecimal("33639980001.00"), null, null),
                RowFactory.create(
                        List.of("0639980002"), null, null, Map.of("a", RowFactory.create("call " + listed)), null),
                RowFactory.create(List.of("0639980002"), null, null, Map.of(listed, RowFactory.create("a")), null),
                RowFactory.create(List.of("0639980002"), null, null, null, listed.getBytes(StandardCharsets.UTF_8)));
        assertThat(verdicts(rows, "phone", "mobile"))
                .containsExactly(
                        "opposed",
                        "opposed",
                        // All amounts are numbers of subscribers: their column is read beside those that are named.
                        "opposed",
                        "unchecked listed-elsewhere",
                        "unchecked listed-elsewhere",
                        "unchecked listed-elsewhere");
    }

    @Test
    void floatThatWasRoundedIsNotTakenForANumber() throws IOException {
        SplittableRandom random = Seed.random(VerdictsIT.class);
        List<Row> rows = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(RowFactory.create((float) (639_980_000L + random.nextInt(10_000))));
            rows.add(RowFactory.create((float) (33_639_980_000L + random.nextInt(10_000))));
            expected.addAll(List.of("unchecked digits-lost", "unchecked digits-lost"));
        }
        StructType schema = new StructType().add("tel", DataTypes.FloatType);
        assertThat(verdicts(LocalSpark.session().createDataFrame(rows, schema), "tel"))
                .isEqualTo(expected);
    }

    @Test
    void noRowIsCallableThatHoldsAListedNumber() throws IOException {
        SplittableRandom random = Seed.random(VerdictsIT.class);
        List<String> spellings =
                List.of("0639980001", "06 39 98 00 01", "+33639980001", "0033 6 39 98 00 01", "06.39.98.00.01");
        List<String> harmless = List.of("0639980002", "", "Anne", "2026-03-12", "639980001", "12 rue Haute");
        List<Row> rows = new ArrayList<>();
        List<Boolean> holds = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Object[] cells = new Object[4];
            boolean listed = false;
            for (int column = 0; column < cells.length; column++) {
                boolean here = random.nextInt(12) == 0;
                listed |= here;
                List<String> from = here ? spellings : harmless;
                String text = from.get(random.nextInt(from.size()));
                cells[column] = random.nextInt(4) == 0 ? "Tel : " + text + " !" : text;
            }
            rows.add(RowFactory.create(cells));
            holds.add(listed);
        }
        StructType schema = new StructType();
        for (String name : List.of("a", "b", "c", "d")) {
            schema = schema.add(name, DataTypes.StringType);
        }
        List<String> verdicts = verdicts(LocalSpark.session().createDataFrame(rows, schema), "b");
        int callable = 0;
        for (int i = 0; i < rows.size(); i++) {
            boolean mayBeCalled = verdicts.get(i).equals("not-listed");
            callable += mayBeCalled ? 1 : 0;
            assertThat(mayBeCalled && holds.get(i)).as("%s", rows.get(i)).isFalse();
        }
        assertThat(callable).as("rows that may be called").isGreaterThan(25);
    }

    @Test
    void unsureColumnIsRefusedWithItsCandidates() {
        StructType schema = new StructType().add("tel", DataTypes.StringType).add("code", DataTypes.StringType);
        Dataset<Row> rows = table(schema, RowFactory.create("a", "b"), RowFactory.create("c", "d"));
        CallFileException unsure = catchThrowableOfType(CallFileException.class, () -> verdicts(rows));
        assertThat(unsure.fault()).isEqualTo(Fault.UNSURE_COLUMN);
        assertThat(unsure.details()).containsExactly("tel");
        CallFileException absent = catchThrowableOfType(CallFileException.class, () -> verdicts(rows, "fax"));
        assertThat(absent.fault()).isEqualTo(Fault.NO_SUCH_COLUMN);
        assertThat(absent.details()).containsExactly("fax", "tel", "code");
    }

    @Test
    void columnOfTheNameOfAnAddedOneIsRefused() {
        StructType schema = new StructType().add("tel", DataTypes.StringType).add("Reason", DataTypes.StringType);
        assertThatThrownBy(() -> verdicts(table(schema, RowFactory.create("0639980002", "")), "tel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void listIsOpenedOnceByAProcess() throws IOException {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        SharedList one = SharedList.read(spark, list, 30, Clock.systemUTC());
        SharedList again = SharedList.read(spark, list, 30, Clock.systemUTC());
        assertThat(again.open()).isSameAs(one.open());
        Path other = folder.resolve("other.list");
        SharedList another =
                SharedList.read(spark, Scrubbed.listFile(other, List.of(33639980002L)), 30, Clock.systemUTC());
        assertThat(another.open()).isNotSameAs(one.open());
    }

    @Test
    void listThatCannotBeTrustedIsRefused() throws IOException {
        Path broken = folder.resolve("broken.list");
        byte[] bytes = Files.readAllBytes(folder.resolve("opposition.list"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(broken, bytes);
        assertThatThrownBy(
                        () -> Verdicts.by(LocalSpark.session(), broken.toUri().toString()))
                .isInstanceOf(UntrustedListException.class);
    }

    private static LocalSpark.Ran parquetJob(Dataset<Row> rows, String name) throws IOException {
        String in = folder.resolve(name).toUri().toString();
        rows.write().parquet(in);
        String out = folder.resolve(name + ".out").toUri().toString();
        LocalSpark.Ran ran = LocalSpark.job("--format=parquet", "--column=tel", "--list", list, "--out", out, in);
        assertThat(folder.resolve(name + ".out")).doesNotExist();
        return ran;
    }

    @Test
    void tableWithoutRowsIsRefused() throws IOException {
        StructType schema = new StructType().add("tel", DataTypes.StringType);
        LocalSpark.Ran ran = parquetJob(table(schema), "empty");
        assertThat(ran.code()).isEqualTo(ExitCode.INPUT);
        assertThat(ran.out()).endsWith("empty: the file is empty.\n");
    }

    @Test
    void tableWithAnAddedColumnIsRefused() throws IOException {
        StructType schema = new StructType().add("tel", DataTypes.StringType).add("Verdict", DataTypes.StringType);
        assertThat(parquetJob(table(schema, RowFactory.create("0639980002", "")), "taken"))
                .extracting(LocalSpark.Ran::code, LocalSpark.Ran::out)
                .containsExactly(
                        ExitCode.USAGE, "The table has a column verdict, which this job would add. Rename it.\n");
    }

    @Test
    void parquetComesBackPartitionedByVerdictAndCounted() throws IOException {
        Path in = folder.resolve("people.parquet");
        Path out = folder.resolve("judged");
        table(
                        PEOPLE,
                        RowFactory.create(1L, "0639980001", null),
                        RowFactory.create(2L, "0639980002", null),
                        RowFactory.create(3L, "0639980003", "not on 0639980001 any more"),
                        RowFactory.create(4L, "0639980004", null))
                .repartition(3)
                .write()
                .parquet(in.toUri().toString());

        String[] args = {
            "--format",
            "parquet",
            "--list",
            list,
            "--out",
            out.toUri().toString(),
            in.toUri().toString()
        };
        LocalSpark.Ran ran = LocalSpark.job(args);

        assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).contains("4 rows, 2 not listed, 1 opposed, 1 unchecked");
        Dataset<Row> written = LocalSpark.session().read().parquet(out.toUri().toString());
        assertThat(written.orderBy("id").select("id", "verdict", "reason").collectAsList())
                .extracting(Row::mkString)
                .containsExactly("1opposednull", "2not-listednull", "3uncheckedlisted-elsewhere", "4not-listednull");
        assertThat(out.resolve("verdict=not-listed")).isDirectory();
        Map<String, Object> report = Reports.read(out.resolve("_bloctel.report.json"));
        assertThat(Reports.number(report, "rows")).isEqualTo(4);
        assertThat(Reports.counts(report.get("uncheckedByReason"))).containsExactly(Map.entry("listed-elsewhere", 1L));
        assertThat(LocalSpark.job(args).out()).contains("exists already");
        args[1] = "parquett";
        args[5] = folder.resolve("unknown").toUri().toString();
        assertThat(LocalSpark.job(args).code()).isEqualTo(ExitCode.USAGE);
        assertThat(LocalSpark.job(args).out()).startsWith("Spark knows no format parquett. Correct --format");
        args[1] = "orc"; // the files are Parquet
        LocalSpark.Ran failed = LocalSpark.job(args);
        assertThat(failed.code()).isEqualTo(ExitCode.OUTPUT);
        assertThat(failed.out()).startsWith("The job was not finished, see the cause below.");
        assertThat(failed.err()).contains("Exception");
        args[1] = "parquet";
        args[5] = folder.resolve("elsewhere").toUri().toString();
        args[6] = folder.resolve("absent").toUri().toString();
        assertThat(LocalSpark.job(args).out()).startsWith("There is no file ");
    }
}
