package org.openbloctel.scrub.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A call file that cannot be scrubbed. Carries facts, no prose: the door that shows it has the words. */
public final class CallFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Enough names to see what was read; a file may have thousands of columns, an archive of entries. */
    private static final int MAX_DETAILS = 21;

    private static final int MAX_NAME = 80;

    /** What is wrong with the file. */
    public enum Fault {
        /** No byte in it. */
        EMPTY,
        /** An opposition list was given as a call file. */
        IS_A_LIST,
        /** A format that is no table of text: the detail names it (pdf, xls, ods, …). */
        OTHER_FORMAT,
        /** The archive cannot be unpacked. */
        DAMAGED_ARCHIVE,
        /** The archive holds no file, or several: the details name them. */
        ARCHIVE_ENTRIES,
        /** The archive unpacks to far more than call files do. */
        ARCHIVE_BOMB,
        /** The directory of the zip archive or workbook is too long to be read into memory. */
        ARCHIVE_DIRECTORY,
        /** No column with this name or number: the details name the ones there are. */
        NO_SUCH_COLUMN,
        /** Which column holds the phone numbers cannot be told: the details name the candidates, or all columns. */
        UNSURE_COLUMN,
        /** A column beside the phone columns holds phone numbers without their zero, which the first lines did not show: the details are the places
         * of such columns, from 1. The file is to be read again with {@link LayoutOptions#withLate}. */
        LATE_COLUMNS,
        /** Another character than those that are told lies between the fields: the detail is it, or {@code space}. Named as
         * separator, it cuts them. */
        OTHER_SEPARATOR,
        /** Blanks align the columns, and no character parts them: the detail is {@code rows} where lines begin with their number, as R prints
         * a table, else {@code blanks}. */
        ALIGNED_COLUMNS,
        /** Most lines have more fields than the header: the details say how many it has, and how many most lines have. */
        OTHER_WIDTHS,
        /** A line has more fields than a spreadsheet has columns: the details say how many it has, and how many it may have. */
        TOO_MANY_COLUMNS,
        /** The workbook cannot be read: the first detail says what is wrong with it in one word. */
        DAMAGED_WORKBOOK,
        /** More than one sheet of the workbook may hold phone numbers: the details name them. */
        SEVERAL_SHEETS,
        /** No sheet with this name or number: the details give it, then name the ones there are. */
        NO_SUCH_SHEET,
        /** To read the workbook would take more memory or time than there is; as a text file it could be scrubbed. */
        WORKBOOK_TOO_LARGE,
        /** The cells of the workbook show far more text than the file holds, since they share it. */
        WORKBOOK_EXPANDS
    }

    private final Fault fault;
    private final String file;
    private final long line;
    private final long offset;
    private final ArrayList<String> details;
    private final String sheet;

    /** A fault of a whole file. */
    public CallFileException(Fault fault, String file, List<String> details) {
        this(fault, file, 1, 0, details);
    }

    /** A fault at a line (from 1) and a byte (from 0). */
    public CallFileException(Fault fault, String file, long line, long offset, List<String> details) {
        this(fault, file, line, offset, details, "");
    }

    private CallFileException(Fault fault, String file, long line, long offset, List<String> details, String sheet) {
        super(file + ": " + fault);
        this.fault = fault;
        this.file = file;
        this.line = line;
        this.offset = offset;
        this.details = new ArrayList<>(bounded(details));
        this.sheet = sheet;
    }

    /** The same fault in a sheet of several of a workbook, which is named behind the file. */
    public CallFileException inSheet(String name) {
        return new CallFileException(fault, file + " [" + name + "]", line, offset, details, name);
    }

    private static List<String> bounded(List<String> all) {
        List<String> first = new ArrayList<>();
        for (String name : all.subList(0, Math.min(MAX_DETAILS, all.size()))) {
            first.add(
                    name.codePointCount(0, name.length()) <= MAX_NAME
                            ? name
                            : name.substring(0, name.offsetByCodePoints(0, MAX_NAME)) + "…");
        }
        if (all.size() > MAX_DETAILS) {
            first.add("… (+" + (all.size() - MAX_DETAILS) + ")");
        }
        return first;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /**
     * Ends a scrub that found phone numbers in columns it did not read.
     *
     * @param places of these columns, from 0
     * @throws CallFileException {@code LATE_COLUMNS} where there are any
     */
    public static void requireNoneLate(String file, Collection<Integer> places) throws CallFileException {
        if (!places.isEmpty()) {
            throw new CallFileException(
                    Fault.LATE_COLUMNS,
                    file,
                    places.stream().map(place -> Integer.toString(place + 1)).toList());
        }
    }

    /** The places of the columns that {@link Fault#LATE_COLUMNS} names, from 0; none for other faults. */
    public List<Integer> places() {
        return details.stream()
                .filter(place -> fault == Fault.LATE_COLUMNS && place.matches("[0-9]+"))
                .map(place -> Integer.parseInt(place) - 1)
                .toList();
    }

    /** The file, as the caller named it. */
    public String file() {
        return file;
    }

    /** The sheet where, of several of a workbook that are read; else empty. */
    public String sheet() {
        return sheet;
    }

    /** The line where, from 1. */
    public long line() {
        return line;
    }

    /** The byte where, from 0. */
    public long offset() {
        return offset;
    }

    /** Names that the message needs: the first ones, each cut where it is long, then how many more there are. */
    public List<String> details() {
        return List.copyOf(details);
    }
}
