package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.BareNumbers;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Countries;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.Reason;

/**
 * Scrubs call files that are workbooks (.xlsx, .xlsm, .xls) by one list: every row of the sheet that is chosen, or of each, gets a
 * verdict, by the rule of {@link Judge#line}, and goes into the workbook of its verdict, in order, with the types of its
 * cells. What is kept of a workbook and what is not stands in the package's description.
 *
 * <p>Immutable: any number of threads may run scrubs of different files at once. A scrub runs in the calling thread.
 */
public final class WorkbookScrub {
    private static final int PROGRESS_ROWS = 1024;

    private final OppositionList list;
    private final @Nullable Ruling ruling;
    private final LayoutOptions options;
    private final boolean digests;
    private final Limits limits;

    /**
     * Prepares scrubs.
     *
     * @param options the sheet, the phone columns, placeholders, and whether there is a header; the rest says nothing of a workbook
     * @param digests whether the report has the SHA-256 of the file
     */
    public WorkbookScrub(OppositionList list, LayoutOptions options, boolean digests) {
        this(list, null, options, digests, Limits.ofThisMachine());
    }

    /**
     * Prepares scrubs by which more than the list decides.
     *
     * @param ruling what decides beside the list; null for nothing
     */
    public WorkbookScrub(OppositionList list, @Nullable Ruling ruling, LayoutOptions options, boolean digests) {
        this(list, ruling, options, digests, Limits.ofThisMachine());
    }

    WorkbookScrub(OppositionList list, @Nullable Ruling ruling, LayoutOptions options, boolean digests, Limits limits) {
        this.list = list;
        this.ruling = ruling;
        this.options = options;
        this.digests = digests;
        this.limits = limits;
    }

    /**
     * Scrubs one workbook. It writes the three workbooks into {@link ReturnedFiles#stream} and publishes nothing: that
     * is left to {@link ReturnedFiles#publish}.
     *
     * @param workbook the file
     * @param name what it is called in the report and in faults
     * @param returned begun with the container {@code WORKBOOK}
     * @param progress told every thousand rows; its bytes are the share of the rows done, since a workbook is not read
     *     from its beginning to its end
     * @return what was done: rows of the sheets that hold something, the header aside; unchecked lines are row numbers of
     *     the sheet, from 1, with offset -1; the encoding is {@code xlsx}, the separator empty
     * @throws CallFileException when the workbook is empty, damaged, encrypted ({@code DAMAGED_WORKBOOK}, {@code
     *     ARCHIVE_BOMB}, {@code WORKBOOK_TOO_LARGE}, {@code WORKBOOK_EXPANDS}), may have phone numbers on several sheets ({@code SEVERAL_SHEETS},
     *     {@code NO_SUCH_SHEET}), or its phone
     *     column cannot be told, or columns that were not read hold phone numbers ({@code LATE_COLUMNS}: to be scrubbed again); no message or detail holds the content of a cell, except the names of columns
     * @throws IOException when the file cannot be opened or a returned file cannot be written
     */
    public ScrubReport run(Path workbook, String name, ReturnedFiles returned, Progress progress) throws IOException {
        return run(workbook, name, returned::stream, Optional.empty(), progress);
    }

    /**
     * The same, into streams of the caller's, and with every row told.
     *
     * @param returned where the workbook of a verdict goes; the streams are left open
     * @param watch told of each row, the header aside
     */
    public ScrubReport run(
            Path workbook, String name, Function<Verdict, OutputStream> returned, JudgedRows watch, Progress progress)
            throws IOException {
        return run(workbook, name, returned, Optional.of(watch), progress);
    }

    private ScrubReport run(
            Path workbook,
            String name,
            Function<Verdict, OutputStream> returned,
            Optional<JudgedRows> watch,
            Progress progress)
            throws IOException {
        long start = System.nanoTime();
        try (Book book = Books.open(workbook, name, limits)) {
            ChosenSheet.Choice choice = ChosenSheet.of(book, name, options, list.plan());
            List<Table> tables = new ArrayList<>();
            for (ChosenSheet sheet : choice.sheets()) {
                int titles = PhoneColumns.titles(sheet.sample(), options);
                List<Integer> numbered = PhoneColumns.numbered(sheet.sample().subList(0, titles));
                tables.add(new Table(sheet, titles, numbered, sheet.columns(name, titles, options, list.plan())));
            }
            List<ReturnedWorkbook> targets = new ArrayList<>();
            for (Verdict verdict : ruling == null ? Verdict.BY_LIST : List.of(Verdict.values())) {
                targets.add(new ReturnedWorkbook(returned.apply(verdict)));
            }
            Tally tally = new Tally();
            TextBudget budget = new TextBudget(name, Files.size(workbook), limits);
            ShareOfFile share = new ShareOfFile(Files.size(workbook), book.rows(), progress);
            Set<Integer> late = new TreeSet<>();
            for (Table table : tables) {
                Watch told = new Watch(watch, table);
                Judging judging = new Judging(table, told, targets, tally);
                scrub(book, judging, budget, share);
                late.addAll(judging.beside.columns());
            }
            CallFileException.requireNoneLate(name, late);
            for (ReturnedWorkbook target : targets) {
                target.finish();
            }
            String sha256 = digests ? sha256(workbook) : "";
            progress.advanced(Files.size(workbook), tally.rows());
            return tally.report(name, sha256, layout(tables, choice.skipped(), tally), list, start);
        }
    }

    /** A sheet and how it is read; those of its titles that are lines, from 0. */
    private record Table(ChosenSheet sheet, int titles, List<Integer> numbered, PhoneColumns columns) {
        private List<String> header() {
            return columns.header() ? sheet.sample().get(titles) : List.of();
        }
    }

    /** Of several sheets the columns of all, each name once. */
    private static ScrubReport.LayoutUsed layout(List<Table> tables, List<String> skipped, Tally tally) {
        return new ScrubReport.LayoutUsed(
                "xlsx",
                "",
                tables.stream().allMatch(table -> table.columns.header()),
                tables.stream()
                        .flatMap(table -> table.columns.names().stream())
                        .distinct()
                        .toList(),
                tables.stream().map(table -> table.sheet.shown()).collect(Collectors.joining(", ")),
                skipped,
                tables.getFirst().sheet.ofSeveral() ? tally.sheets() : List.of(),
                tables.stream()
                        .mapToInt(table -> table.titles - table.numbered.size())
                        .sum());
    }

    private void scrub(Book book, Judging judging, TextBudget budget, ShareOfFile share) throws IOException {
        Table table = judging.table;
        judging.tally.begin(table.sheet);
        for (ReturnedWorkbook target : judging.targets) {
            target.begin(table.sheet.name());
        }
        try (SheetRows rows = new SheetRows(book.rows(table.sheet.sheet()))) {
            List<BookRow> above = new ArrayList<>();
            int heads = table.titles + (table.columns.header() ? 1 : 0);
            for (int place = 0; place < heads && rows.next(); place++) {
                budget.spend(rows.row());
                if (table.numbered.contains(place)) {
                    above.add(rows.row());
                } else {
                    addToAll(rows.row(), judging.targets);
                }
            }
            for (BookRow row : above) {
                judging.judge(row, true);
            }
            while (rows.next()) {
                budget.spend(rows.row());
                judging.judge(rows.row(), false);
                if (judging.tally.rows() % PROGRESS_ROWS == 0) {
                    share.done(rows.seen(), judging.tally.rows());
                }
            }
            share.sheetsBefore += rows.seen();
        }
        judging.tally.end(table.columns);
    }

    private static void addToAll(BookRow row, List<ReturnedWorkbook> targets) throws IOException {
        for (ReturnedWorkbook target : targets) {
            target.add(row);
        }
    }

    /** The judging of one sheet's rows. */
    private final class Judging {
        private final Table table;
        private final PhoneColumns columns;
        private final int country;
        private final Watch watch;
        private final List<ReturnedWorkbook> targets;
        private final Tally tally;
        private final Judge judge = new Judge(list, ruling, options.placeholders());
        private final BareNumbers beside = new BareNumbers(list.plan(), options.placeholders());
        private final List<Integer> read = new ArrayList<>();
        private final List<String> phones = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        Judging(Table table, Watch watch, List<ReturnedWorkbook> targets, Tally tally) {
            this.table = table;
            this.columns = table.columns;
            this.country = columns.header() ? Countries.column(table.header()) : -1;
            this.watch = watch;
            this.targets = targets;
            this.tally = tally;
        }

        /** Judges a row: by all its cells where it stands above the header. */
        void judge(BookRow row, boolean above) throws IOException {
            read.clear();
            phones.clear();
            others.clear();
            for (int column = 0; column < row.cells().size(); column++) {
                String cell = CellText.phone(row.cells().get(column));
                if (isPhone(columns, column, cell, judge)) {
                    read.add(column);
                    phones.add(cell);
                } else {
                    others.add(cell);
                    if (!above
                            && !columns.columns().contains(column)
                            && !columns.ids().contains(column)) {
                        beside.add(column, cell);
                    }
                }
            }
            String abroad = country >= 0 && country < row.cells().size()
                    ? CellText.phone(row.cells().get(country))
                    : "";
            List<String> fields = phones.isEmpty() ? List.of("") : phones;
            Judgement judgement =
                    above ? judge.lineInDoubt(fields, others, abroad) : judge.line(fields, others, abroad);
            targets.get(judgement.verdict().ordinal()).add(row);
            tally.count(judgement, row.number());
            watch.tell(row, read, judgement);
        }
    }

    /** Whether a cell is a phone field: in a column that may hold other things, only what can be read. */
    static boolean isPhone(PhoneColumns columns, int column, String cell, Judge judge) {
        return columns.columns().contains(column)
                && (!columns.lenient().contains(column) || isRead(judge.number(cell)));
    }

    private static boolean isRead(Judgement judgement) {
        return judgement.verdict() != Verdict.UNCHECKED
                || judgement.reason() == Reason.CANNOT_TELL
                || judgement.reason() == Reason.DIGITS_LOST;
    }

    /** Who is told of rows, if anybody: the texts of all cells are only read then. */
    private record Watch(Optional<JudgedRows> rows, String sheet, List<String> header) {
        Watch(Optional<JudgedRows> rows, Table table) {
            this(rows, table.sheet.ofSeveral() ? table.sheet.shown() + "!" : "", table.header());
        }

        void tell(BookRow row, List<Integer> phones, Judgement judgement) throws IOException {
            if (rows.isPresent()) {
                rows.get().judged(sheet + row.number(), CellText.of(row), phones, header, judgement);
            }
        }
    }

    /** Where a scrub is, in bytes of its file. */
    private static final class ShareOfFile {
        private final long bytes;
        private final long allRows;
        private final Progress progress;
        private long sheetsBefore;

        ShareOfFile(long bytes, long allRows, Progress progress) {
            this.bytes = bytes;
            this.allRows = allRows;
            this.progress = progress;
        }

        void done(long seen, long judged) {
            long rows = Math.min(sheetsBefore + seen, allRows);
            progress.advanced((long) ((double) bytes * rows / Math.max(1, allRows)), judged);
        }
    }

    private static String sha256(Path workbook) throws IOException {
        try (InputStream in = Files.newInputStream(workbook)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
