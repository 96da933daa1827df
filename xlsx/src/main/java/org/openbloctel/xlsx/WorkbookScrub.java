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
                tables.add(new Table(sheet, titles, sheet.columns(name, titles, options, list.plan())));
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
                BareNumbers beside = scrub(book, table, watch, budget, targets, tally, share);
                late.addAll(beside.columns());
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

    /** A sheet and how it is read. */
    private record Table(ChosenSheet sheet, int titles, PhoneColumns columns) {}

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
                tables.getFirst().sheet.ofSeveral() ? tally.sheets() : List.of());
    }

    /** What stands beside the phone columns, counted. */
    private BareNumbers scrub(
            Book book,
            Table table,
            Optional<JudgedRows> watch,
            TextBudget budget,
            List<ReturnedWorkbook> targets,
            Tally tally,
            ShareOfFile share)
            throws IOException {
        ChosenSheet sheet = table.sheet;
        PhoneColumns columns = table.columns;
        tally.begin(sheet);
        for (ReturnedWorkbook target : targets) {
            target.begin(sheet.name());
        }
        try (SheetRows rows = new SheetRows(book.rows(sheet.sheet()))) {
            List<String> header = List.of();
            for (int title = 0; title < table.titles && rows.next(); title++) {
                addToAll(rows, budget, targets);
            }
            if (columns.header() && rows.next()) {
                header = CellText.of(rows.row());
                addToAll(rows, budget, targets);
            }
            int country = columns.header() ? Countries.column(sheet.sample().get(table.titles)) : -1;
            Watch told = new Watch(watch, sheet.ofSeveral() ? sheet.shown() + "!" : "", header);
            BareNumbers beside = judge(rows, budget, columns, country, told, targets, tally, share);
            share.sheetsBefore += rows.seen();
            tally.end(columns);
            return beside;
        }
    }

    private static void addToAll(SheetRows rows, TextBudget budget, List<ReturnedWorkbook> targets) throws IOException {
        budget.spend(rows.row());
        for (ReturnedWorkbook target : targets) {
            target.add(rows.row());
        }
    }

    private BareNumbers judge(
            SheetRows rows,
            TextBudget budget,
            PhoneColumns columns,
            int country,
            Watch watch,
            List<ReturnedWorkbook> targets,
            Tally tally,
            ShareOfFile share)
            throws IOException {
        Judge judge = new Judge(list, ruling, options.placeholders());
        BareNumbers beside = new BareNumbers(list.plan(), options.placeholders());
        List<Integer> read = new ArrayList<>();
        List<String> phones = new ArrayList<>();
        List<String> others = new ArrayList<>();
        while (rows.next()) {
            BookRow row = rows.row();
            budget.spend(row);
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
                    if (!columns.columns().contains(column) && !columns.ids().contains(column)) {
                        beside.add(column, cell);
                    }
                }
            }
            String abroad = country >= 0 && country < row.cells().size()
                    ? CellText.phone(row.cells().get(country))
                    : "";
            Judgement judgement = judge.line(phones.isEmpty() ? List.of("") : phones, others, abroad);
            targets.get(judgement.verdict().ordinal()).add(row);
            tally.count(judgement, row.number());
            watch.tell(row, read, judgement);
            if (tally.rows() % PROGRESS_ROWS == 0) {
                share.done(rows.seen(), tally.rows());
            }
        }
        return beside;
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
