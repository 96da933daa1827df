package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.openbloctel.scrub.untidy.UntidyTable;

/**
 * A workbook as people have them: an {@link UntidyTable} whose cells are texts, numbers that lost their zero, and dates, with something
 * wrong. It knows each listed number that it wrote. Not thread-safe.
 */
final class UntidyWorkbook {
    /** What is wrong with it. */
    private enum Fault {
        NOTHING(true),
        NUMBERS_IN_NOTES(false),
        TWO_NUMBERS_IN_A_CELL(false),
        CELL_TOO_MUCH_IN_FRONT(false),
        CELLS_BEHIND(false),
        SHORT_ROWS(true),
        SECOND_TABLE(false),
        SECOND_TABLE_BESIDE(false),
        REPEATED_HEADER(true),
        ROW_NAMES(false),
        EMPTY_ROWS(true),
        COLUMNS_MOVED(true),
        COMMENTS(false),
        NOT_CONTACTABLE(false),
        TOTALS(true);

        /** Whether every number stays in its column, so that it may have lost its zero. */
        private final boolean keepsColumns;

        Fault(boolean keepsColumns) {
            this.keepsColumns = keepsColumns;
        }
    }

    private final SplittableRandom random;
    private final Fault fault;
    private final UntidyTable table;
    private final int firstColumn;
    private final boolean numberCells;
    /** Listed numbers without their zero, that were written as numbers. */
    private final Set<String> asNumbers = new LinkedHashSet<>();

    UntidyWorkbook(SplittableRandom random) {
        this.random = random;
        this.fault = Fault.values()[random.nextInt(Fault.values().length)];
        this.table = new UntidyTable(random, fault.keepsColumns, StandardCharsets.UTF_8);
        this.firstColumn = fault == Fault.COLUMNS_MOVED ? 1 + random.nextInt(3) : 0;
        this.numberCells = fault.keepsColumns && table.isNamed() && random.nextBoolean();
    }

    /** What tells workbooks apart. */
    String shape() {
        return fault + " " + table.shape() + " " + firstColumn + " " + numberCells;
    }

    /** Whether nothing is wrong with it: it must be read. */
    boolean isTidy() {
        boolean nothingBeside = table.beside() == UntidyTable.Beside.NOTHING;
        return fault == Fault.NOTHING && nothingBeside && table.isNamed() && table.width() > 1;
    }

    /** A listed number in the text of a cell, or as a number. */
    Optional<String> listedIn(List<List<String>> rows) {
        List<String> cells = rows.stream().flatMap(List::stream).toList();
        return table.listed().stream()
                .filter(number -> cells.stream().anyMatch(cell -> cell.startsWith("S:") && cell.contains(number)))
                .findFirst()
                .or(() -> asNumbers.stream()
                        .filter(number -> cells.stream().anyMatch(cell -> cell.startsWith("N:" + number)))
                        .findFirst());
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Appels");
            int at = header(sheet, 0, table.phoneAt());
            for (int row = 0; row < table.rows(); row++) {
                at += fault == Fault.EMPTY_ROWS && random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0;
                boolean wrong = random.nextInt(4) == 0 || fault == Fault.ROW_NAMES;
                List<String> cells = table.cells(table.phoneAt(), row);
                put(sheet, at++, wrong ? wrong(cells, row) : cells, table.phoneAt());
                if (row == table.rows() / 2) {
                    at = middle(sheet, at);
                }
            }
            if (fault == Fault.TOTALS) {
                put(sheet, at + 1, List.of("Total", Integer.toString(table.rows())), -1);
            }
        }
    }

    private int header(Worksheet sheet, int from, int phone) {
        int at = from;
        for (List<String> cells : table.header(phone)) {
            put(sheet, at, cells, -1);
            if (table.head() == UntidyTable.Head.MERGED && at == 0 && table.width() > 1) {
                sheet.range(0, firstColumn, 0, firstColumn + table.width() / 2).merge();
            }
            at++;
        }
        return at;
    }

    private int middle(Worksheet sheet, int from) {
        int at = from;
        if (fault == Fault.REPEATED_HEADER) {
            at = header(sheet, at, table.phoneAt());
        }
        if (fault == Fault.SECOND_TABLE) {
            int other = (table.phoneAt() + 1) % table.width();
            at = header(sheet, at + 1, other);
            for (int row = 0; row < 6; row++) {
                put(sheet, at++, table.cells(other, row), -1);
            }
        }
        return at;
    }

    private List<String> wrong(List<String> cells, int row) {
        List<String> changed = new ArrayList<>(cells);
        int other = (table.phoneAt() + 1) % table.width();
        switch (fault) {
            case NUMBERS_IN_NOTES -> changed.set(other, table.note());
            case TWO_NUMBERS_IN_A_CELL -> changed.set(table.phoneAt(), table.note());
            case CELL_TOO_MUCH_IN_FRONT -> changed.addFirst(table.other());
            case CELLS_BEHIND -> changed.addAll(List.of("", table.note()));
            case SHORT_ROWS ->
                changed.subList(1 + random.nextInt(table.width()), table.width())
                        .clear();
            case SECOND_TABLE_BESIDE -> {
                changed.add("");
                changed.addAll(table.cells(table.phoneAt(), row));
            }
            case ROW_NAMES -> changed.addFirst(Integer.toString(row + 1));
            case COMMENTS -> changed.replaceAll(cell -> cell.equals(changed.getFirst()) ? "# " + table.note() : cell);
            case NOT_CONTACTABLE -> changed.set(table.phoneAt(), "NC");
            default -> {}
        }
        return changed;
    }

    private void put(Worksheet sheet, int row, List<String> cells, int phone) {
        for (int c = 0; c < cells.size(); c++) {
            put(sheet, row, firstColumn + c, cells.get(c), c == phone);
        }
    }

    private void put(Worksheet sheet, int row, int column, String cell, boolean phone) {
        boolean likeANumber = cell.matches("[1-9][0-9]{0,14}") || cell.matches("[0-9]+[.][0-9]+");
        if (cell.isEmpty()) {
            return;
        }
        if (phone && numberCells && cell.matches("0[1-9][0-9]{8}")) {
            sheet.value(row, column, Long.parseLong(cell));
            if (table.listed().contains(cell)) {
                asNumbers.add(cell.substring(1));
            }
        } else if (cell.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}") && random.nextBoolean()) {
            sheet.value(row, column, LocalDate.parse(cell));
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (likeANumber && random.nextBoolean()) {
            sheet.value(row, column, Double.parseDouble(cell));
            if (table.listed().contains(cell)) {
                asNumbers.add(cell.replace(".0", ""));
            }
        } else {
            sheet.value(row, column, cell);
        }
    }
}
