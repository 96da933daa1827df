package org.openbloctel.xlsx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Look;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Countries;
import org.openbloctel.scrub.file.FirstRecords;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.number.NumberingPlan;

/** A first look into a workbook, before it is scrubbed. Stateless, thread-safe. */
public final class WorkbookLook {
    private WorkbookLook() {}

    /**
     * What a scrub would read.
     *
     * @param sheet the sheet; where all are read, the first, or the first whose phone columns cannot be told
     * @param skipped the other sheets that hold something
     * @param titles the rows before the header
     * @param columns the phone columns; without any where they cannot be told
     * @param country the place of the column that names the country of a row; -1 when there is none
     * @param look the columns, the first rows and what they hold
     * @param unsure why the phone columns cannot be told, if so
     */
    public record Seen(
            String sheet,
            List<String> skipped,
            int titles,
            PhoneColumns columns,
            int country,
            Look look,
            Optional<CallFileException> unsure) {}

    /**
     * The texts of the first rows that hold something, the header among them: those by which {@link WorkbookScrub} finds the
     * phone columns.
     *
     * @param name what it is called in faults
     * @param options what the caller knows of the sheet and its columns
     * @throws CallFileException when a scrub of the workbook would refuse it
     */
    public static List<List<String>> rows(Path workbook, String name, LayoutOptions options, NumberingPlan plan)
            throws IOException {
        try (Book book = Books.open(workbook, name, Limits.ofThisMachine())) {
            return ChosenSheet.of(book, name, options, plan)
                    .first(options, plan)
                    .sample();
        }
    }

    /**
     * Looks into a workbook.
     *
     * @throws CallFileException when a scrub of the workbook would refuse it, but for the phone columns
     */
    public static Seen of(Path workbook, String name, LayoutOptions options, NumberingPlan plan) throws IOException {
        try (Book book = Books.open(workbook, name, Limits.ofThisMachine())) {
            ChosenSheet.Choice choice = ChosenSheet.of(book, name, options, plan);
            ChosenSheet sheet = choice.first(options, plan);
            int titles = PhoneColumns.titles(sheet.sample(), options);
            List<List<String>> table =
                    sheet.sample().subList(titles, sheet.sample().size());
            try {
                PhoneColumns columns = sheet.columns(name, titles, options, plan);
                int country = columns.header() ? Countries.column(table.get(0)) : -1;
                Judge judge = new Judge(Look.noNumbers(plan), null, options.placeholders());
                Look look = look(book, sheet, titles, columns, country, judge, plan);
                int returned = titles - numbered(sheet, titles).size();
                return new Seen(sheet.shown(), choice.skipped(), returned, columns, country, look, Optional.empty());
            } catch (CallFileException e) {
                boolean header = PhoneColumns.find(name, table, options.withColumns("1"), plan)
                        .header();
                PhoneColumns none = new PhoneColumns(header, List.of(), List.of(), List.of(), List.of());
                Look look = Look.unsure(FirstRecords.of(table, header), plan);
                return new Seen(sheet.shown(), choice.skipped(), titles, none, -1, look, Optional.of(e));
            }
        }
    }

    private static Look look(
            Book book,
            ChosenSheet sheet,
            int titles,
            PhoneColumns columns,
            int country,
            Judge judge,
            NumberingPlan plan)
            throws IOException {
        List<Judgement> judgements = new ArrayList<>();
        boolean more;
        try (SheetRows rows = new SheetRows(book.rows(sheet.sheet()))) {
            more = rows.next();
            List<Integer> numbered = numbered(sheet, titles);
            for (int head = 0; more && head < titles + (columns.header() ? 1 : 0); head++) {
                if (numbered.contains(head)) {
                    judgements.add(judgement(judge, rows.row(), columns, country));
                }
                more = rows.next();
            }
            while (more && judgements.size() < Look.LINES) {
                judgements.add(judgement(judge, rows.row(), columns, country));
                more = rows.next();
            }
        }
        List<List<String>> table = sheet.sample().subList(titles, sheet.sample().size());
        return Look.of(FirstRecords.of(table, columns.header()), columns.columns(), plan, judgements, !more);
    }

    private static List<Integer> numbered(ChosenSheet sheet, int titles) {
        return PhoneColumns.numbered(sheet.sample().subList(0, titles));
    }

    private static Judgement judgement(Judge judge, BookRow row, PhoneColumns columns, int country) {
        List<String> phones = new ArrayList<>();
        String abroad = "";
        for (int column = 0; column < row.cells().size(); column++) {
            String cell = CellText.phone(row.cells().get(column));
            if (WorkbookScrub.isPhone(columns, column, cell, judge)) {
                phones.add(cell);
            }
            abroad = column == country ? cell : abroad;
        }
        return judge.line(phones.isEmpty() ? List.of("") : phones, List.of(), abroad);
    }
}
