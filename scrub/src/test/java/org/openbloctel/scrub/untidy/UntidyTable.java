package org.openbloctel.scrub.untidy;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The cells of an untidy call file: its phone column stands first, in the middle or last, under every kind of header, beside columns that
 * look like it. Knows the listed numbers that it wrote. Text files and workbooks are made of it. Not thread-safe.
 */
public final class UntidyTable {
    /** What stands over the columns. */
    public enum Head {
        PHONE_WORD,
        JOINED_WORD,
        SAYS_NOTHING,
        BLANK,
        ALL_BLANK,
        TWICE,
        NONE,
        /** A title and an empty line come first. */
        TITLED,
        /** Lines with a number in some cell come first. */
        NUMBERED,
        /** A row of group names, each over several columns, comes first. */
        MERGED,
        /** A row of remarks on the columns follows. */
        TWO_ROWS
    }

    /** What stands beside the phone column. */
    public enum Beside {
        NOTHING,
        COUNTRY,
        DIALLING_CODE,
        FAX,
        /** A second phone column whose first number comes late. */
        LATE,
        /** A second phone column with foreign numbers, but for a few. */
        FOREIGN,
        /** A second phone column whose numbers lost their zero, under any name. */
        BARE,
        /** The same, with a first number that comes late. */
        LATE_BARE
    }

    /** Heads that tell which column has the phones. */
    private static final Set<Head> NAMED =
            EnumSet.of(Head.PHONE_WORD, Head.JOINED_WORD, Head.TWICE, Head.TITLED, Head.NUMBERED);

    private static final List<String> NAMES =
            List.of("Anne", "Zoé", "Marc Aurèle", "O'Brien", "Durand", "Le Gall", "Société d’Été", "a@example.org");
    private static final List<String> PHONE_WORDS =
            List.of("tel", "Téléphone", "Tél. portable", "mobile", "GSM", "phone", "Numéro de téléphone", "MSISDN");
    private static final List<String> JOINED_WORDS =
            List.of("telmob", "numportable", "Ligne directe", "Cellulaire", "TelPro2", "phoneNumber", "tel_mobile");
    private static final List<String> OTHER_WORDS = List.of("Contact", "valeur", "champ 4", "Info", "col1", "X");
    private static final List<String> OTHER_NAMES = List.of("nom", "ville", "note", "remarque", "siret", "date", "id");
    private static final List<String> SECOND_WORDS = List.of(
            "Port.",
            "Tel 2",
            "Autre",
            "n°",
            "Contact 2",
            "Conjoint",
            "valeur",
            "Perso",
            "champ 5",
            "",
            "Fax",
            "T?l",
            "Handy");
    /** So many rows have nothing in a late column. */
    private static final int LATE_AFTER = 110;

    final SplittableRandom random;
    private final Head head;
    private final Beside beside;
    private final int phoneAt;
    private final int width;
    private final int rows;
    private final UntidyNumbers numbers;
    private final String missing;
    /** Whether numbers of a second column may have lost their zero. */
    private final boolean hasBare;

    /**
     * A table.
     *
     * @param keepsColumns whether each number will stay in its column, so that it may have lost its zero or plus
     * @param charset what it will be written in
     */
    public UntidyTable(SplittableRandom random, boolean keepsColumns, Charset charset) {
        this.random = random;
        this.head = Head.values()[random.nextInt(Head.values().length)];
        this.beside = Beside.values()[random.nextInt(Beside.values().length)];
        this.width = random.nextInt(12) == 0 ? 20 + random.nextInt(30) : 1 + random.nextInt(6);
        this.phoneAt = new int[] {0, width / 2, width - 1}[random.nextInt(3)];
        boolean late = beside == Beside.LATE || beside == Beside.LATE_BARE;
        this.rows = (late ? LATE_AFTER : 0) + 12 + random.nextInt(30);
        // The accents of Mac Roman are misread, and those of placeholders with them.
        this.hasBare = keepsColumns && NAMED.contains(head) && !charset.name().equals("x-MacRoman");
        this.numbers = new UntidyNumbers(random, keepsColumns && NAMED.contains(head), charset);
        this.missing =
                pick(List.of("", "NC", "-", "néant", "NULL", "\\N", "0", "#N/A", "0000000000", "xx", "Liste rouge"));
    }

    /** Every number that is listed, in international form without the plus, whichever table writes it. */
    public static LongStream allListed() {
        return UntidyNumbers.allListed();
    }

    /** The listed numbers that were written so far, as they stand in cells. */
    public Set<String> listed() {
        return Collections.unmodifiableSet(numbers.listed());
    }

    /** What tells tables apart. */
    public String shape() {
        return head + " " + beside + " " + phoneAt + "/" + width + " " + numbers.spelling;
    }

    /** What stands over the columns. */
    public Head head() {
        return head;
    }

    /** What stands beside the phone column. */
    public Beside beside() {
        return beside;
    }

    /** How many rows it should have. */
    public int rows() {
        return rows;
    }

    /** How many columns. */
    public int width() {
        return width;
    }

    /** The place of the phone column, from 0. */
    public int phoneAt() {
        return phoneAt;
    }

    /** Whether its header tells which column has the phones. */
    public boolean isNamed() {
        return NAMED.contains(head);
    }

    /** Whether its numbers are doubles, of which those that end in zeros look cut off. */
    boolean mayLoseDigits() {
        return numbers.spelling == UntidyNumbers.Spelling.BARE_DOUBLE;
    }

    /**
     * What stands over the rows: none, one or several rows.
     *
     * @param phone the place of the phone column
     */
    public List<List<String>> header(int phone) {
        List<List<String>> header = new ArrayList<>();
        switch (head) {
            case NONE -> {
                return header;
            }
            case TITLED -> {
                header.add(title());
                header.add(List.of(""));
            }
            case NUMBERED -> {
                header.add(numbered());
                header.add(random.nextBoolean() ? title() : numbered());
            }
            case MERGED -> {
                String[] groups = new String[width];
                Arrays.fill(groups, "");
                groups[0] = "Identité";
                groups[width / 2] = "Coordonnées";
                header.add(List.of(groups));
            }
            default -> {}
        }
        List<String> names = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            names.add(c == phone ? phoneName() : c == besideAt(phone) ? besideName() : otherName());
        }
        if (head == Head.TWICE) {
            names.set((phone + 1) % width, names.get(phone));
        }
        header.add(names);
        if (head == Head.TWO_ROWS) {
            header.add(names.stream().map(name -> name.isEmpty() ? "" : "texte").toList());
        }
        return header;
    }

    /** Alone, or as a spreadsheet exports it: with all blank cells of its row. */
    private List<String> title() {
        String title = "Export du 12/03/2026";
        if (random.nextBoolean() || width == 1) {
            return List.of(title);
        }
        List<String> cells = new ArrayList<>(Collections.nCopies(width, ""));
        cells.set(random.nextInt(2), title);
        return cells;
    }

    private List<String> numbered() {
        List<String> cells = new ArrayList<>(Collections.nCopies(width, ""));
        String number = random.nextBoolean() ? numbers.nextBare() : numbers.nextOdd();
        String before = number.contains("E") ? "" : pick(List.of("", "", "Contact ", "n° "));
        cells.set(random.nextInt(width), before + number);
        return cells;
    }

    private String phoneName() {
        return switch (head) {
            case JOINED_WORD -> pick(JOINED_WORDS);
            case SAYS_NOTHING -> pick(OTHER_WORDS);
            case BLANK, ALL_BLANK -> "";
            default -> pick(PHONE_WORDS);
        };
    }

    private String otherName() {
        return head == Head.ALL_BLANK ? "" : pick(OTHER_NAMES);
    }

    private String besideName() {
        return switch (beside) {
            case NOTHING -> otherName();
            case COUNTRY -> "pays";
            case DIALLING_CODE -> "indicatif";
            case FAX -> "fax";
            case LATE -> "mobile 2";
            case FOREIGN -> "GSM 2";
            case BARE, LATE_BARE -> pick(SECOND_WORDS);
        };
    }

    /**
     * A row, of as many cells as the header has.
     *
     * @param phone the place of the phone column
     * @param row its number, from 0
     */
    public List<String> cells(int phone, int row) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            cells.add(c == phone ? number() : c == besideAt(phone) ? besideCell(row) : other());
        }
        if (head == Head.TWICE && width > 1) {
            cells.set((phone + 1) % width, random.nextBoolean() ? number() : missing);
        }
        return cells;
    }

    private int besideAt(int phone) {
        return width < 3 || beside == Beside.NOTHING ? -1 : (phone + 2) % width;
    }

    private String besideCell(int row) {
        return switch (beside) {
            case NOTHING -> other();
            case COUNTRY -> pick(List.of("FR", "France", "BE", "33", "+32", "RE", ""));
            case DIALLING_CODE -> pick(List.of("33", "+33", "0033", "32"));
            case FAX -> random.nextInt(3) == 0 ? numbers.nextWritten() : "";
            case LATE -> row < LATE_AFTER ? missing : random.nextBoolean() ? number() : missing;
            case FOREIGN -> random.nextInt(8) == 0 ? numbers.nextWritten() : "+3247512" + (1000 + random.nextInt(9000));
            case BARE -> bare();
            case LATE_BARE -> row < LATE_AFTER ? missing : bare();
        };
    }

    private String bare() {
        if (random.nextInt(4) == 0) {
            return missing;
        }
        return hasBare ? numbers.nextBare() : numbers.nextWritten();
    }

    /** A number that was not written before, in the table's spelling. */
    public String number() {
        return numbers.next();
    }

    /** The same, as people write numbers. */
    public String writtenNumber() {
        return numbers.nextWritten();
    }

    /** The same, in pairs with a separator between them. */
    String numberInPieces(char separator) {
        return numbers.nextInPieces(separator);
    }

    /** The same, in fields of their own, as many as the line has, at most. */
    String numberInFields(String between, boolean dressed, int fields) {
        return numbers.nextInPieces(between, dressed, fields);
    }

    /** A sentence with a number in it. */
    public String note() {
        String number = numbers.nextWritten();
        return switch (random.nextInt(11)) {
            case 0 -> "rappeler au " + number + " le soir";
            case 1 -> "(" + number + ")";
            case 2 -> number + ", " + numbers.nextWritten();
            case 3 -> numbers.nextWritten() + " / " + number;
            case 4 -> "bâtiment 4, " + number + ".";
            case 5 -> "12/03/2026 " + number;
            case 6 -> number + " 75001 Paris";
            case 7 -> "mobile:" + number + "!";
            case 8 -> "75001 Paris " + number;
            default -> oddNote(numbers.nextOdd());
        };
    }

    /** A number between all that people write without a blank. */
    private String oddNote(String number) {
        return switch (random.nextInt(12)) {
            case 0 -> number;
            case 1 -> "n°" + number;
            case 2 -> "Tel" + number + " (9h-18h)";
            case 3 -> "Fixe" + number + "Port" + number + "Fax";
            case 4 -> "75011," + number;
            case 5 -> "2026 " + number;
            case 6 -> "2026-" + number;
            case 7 -> "wa.me/" + number;
            case 8 -> "%2B" + number;
            case 9 -> "12/03/2026," + number + "x";
            case 10 -> "10:15 " + number;
            default -> "x" + number + "y";
        };
    }

    /** What stands in a column that says nothing of phones. */
    public String other() {
        return switch (random.nextInt(11)) {
            case 0 -> "2026-03-" + (10 + random.nextInt(20));
            case 1 -> "75" + (100 + random.nextInt(900));
            case 2 -> "732829" + (100 + random.nextInt(900));
            case 3 -> "";
            case 4 -> "48.85" + random.nextInt(100_000);
            case 5 -> "732829" + (10_000_000 + random.nextInt(90_000_000));
            case 6 -> "12/03/2026 10:" + (10 + random.nextInt(50));
            default -> pick(NAMES);
        };
    }

    /** One of them. */
    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
