package org.openbloctel.scrub.engine;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openbloctel.scrub.file.Encoding;
import org.openbloctel.scrub.file.LayoutOptions;

/** Random call files such as people have them, and worse: every way of quoting, ending, and spoiling a line. */
final class DirtyFile {
    private static final List<String> NUMBERS = List.of(
            "0639980001",
            "0639980002",
            "06 39 98 00 01",
            "06.39.98.00.02",
            "+33639980001",
            "+33 (0)6 39 98 00 02",
            "0033639980001",
            "639980002",
            "33639980001",
            "=\"0639980001\"",
            "0692123456",
            "+262692123456",
            "0639980001 / 0639980002",
            "06 39 98 00 02 ou 06 39 98 00 03",
            "0800123456",
            "+32475123456",
            "0400000001",
            "06\u00a039\u00a098\u00a000\u00a001",
            "06399800",
            "x",
            "",
            " ",
            "6,4E+08",
            "639980002.0",
            "tel: 0639980001");
    private static final List<String> TEXTS = List.of(
            "Anne",
            "Zoé",
            "",
            " ",
            "1 rue A",
            "a\nb",
            "75001 Paris",
            "l'été",
            "€",
            "a\"b",
            "dit \\",
            "\\\\\"x",
            "\"",
            "\"\"",
            "李",
            "😀",
            "\0",
            "\r",
            "73282932000074",
            "x;y",
            "x,y",
            "x\ty",
            "x|y",
            "a\r\nb",
            "\n\n",
            "\u010a\u2222",
            "=1+1",
            "2026-03-12 10:15",
            "rappeler au 06 39 98 00 01",
            "Tel0639980001",
            "a0639980001f",
            "2.0639980001",
            "wa.me/33639980001",
            "06_39:98|00~01",
            "75011,0639980001",
            "06 39\n98 00 01",
            "06 \"39\" 98 00 01",
            "\u0660\u0666 \u0663\u0669\u0669\u0668 \u0660\u0660\u0660\u0661",
            "+\ud83a\udd53\ud83a\udd53 639980001",
            "2026-03-12 10-15-00",
            "FR05 3000 6000 0112 3456 7890 109",
            "1 85 05 75 123 456 73",
            "06-39-98-00-02",
            "            ",
            "FR76 3000 6000 0112 3456 7890 189",
            "+33 (0) 6 39 98 00 01 le soir",
            "0639\u00a0980\u00a0001",
            "639980001 Durand",
            "Belgique",
            "FR",
            "+32",
            "Côte d’Ivoire",
            "NC");

    private static final List<String> PIECES =
            List.of("06", "39", "98", "00", "01", "0639980002", "0639", "980001", "+33", " 639980001 ", "\"39980001\"");

    private static final List<String> HEADERS = List.of("tel", "mobile", "plain", "Contact", "", "fax", "pays");

    private static final List<String> OTHER_HEADERS = List.of("plain", "pays");

    private final SplittableRandom random;
    final char separator;
    final int width;
    final Encoding encoding;
    final boolean mark;
    final boolean dirty;
    /** Whether the phone columns are left to be found. */
    private final boolean found;

    private final boolean longOnes;
    private final boolean backslash;
    private final String lineEnd;

    DirtyFile(SplittableRandom random, boolean longOnes) {
        this.random = random;
        this.longOnes = longOnes;
        this.backslash = random.nextInt(4) == 0;
        this.separator = ";,\t|".charAt(random.nextInt(4));
        this.width = 1 + random.nextInt(6);
        this.encoding = Encoding.values()[random.nextInt(4)];
        this.mark = encoding != Encoding.WINDOWS_1252 && random.nextBoolean();
        this.dirty = random.nextInt(3) > 0;
        this.found = random.nextInt(3) == 0;
        this.lineEnd = pick(List.of("\n", "\r\n", "\n", "\r"));
    }

    /** What the caller says of it: all but the line ends, so that the layout is never in doubt. */
    LayoutOptions options() {
        int first = 1 + random.nextInt(width);
        List<String> columns = found
                ? List.of()
                : random.nextInt(3) > 0
                        ? List.of(String.valueOf(first))
                        : List.of(String.valueOf(1 + random.nextInt(width)), String.valueOf(first));
        return new LayoutOptions(
                columns,
                Optional.of(separator),
                Optional.of(encoding),
                Optional.of(random.nextBoolean()),
                backslash ? Optional.empty() : Optional.of(random.nextInt(8) > 0));
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(mark ? "\ufeff" : "");
        for (int column = 0; column < width; column++) {
            text.append(column == 0 ? "" : separator).append(found ? pick(HEADERS) : pick(OTHER_HEADERS));
        }
        text.append(end());
        int rows = random.nextInt(1 << (1 + random.nextInt(8)));
        for (int row = 0; row < rows; row++) {
            line(text);
        }
        if (random.nextInt(3) == 0) {
            text.setLength(text.length() - 1);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.toString().getBytes(encoding.charset()));
        if (dirty && random.nextInt(4) == 0) {
            out.write(random.nextInt(256));
        }
        return out.toByteArray();
    }

    private void line(StringBuilder text) {
        if (dirty && random.nextInt(20) == 0) {
            junk(text);
            return;
        }
        int fields = dirty && random.nextInt(8) == 0 ? random.nextInt(width + 3) : width;
        boolean pieces = random.nextInt(20) == 0;
        int first = random.nextInt(3) == 0 ? random.nextInt(PIECES.size()) : 0;
        for (int field = 0; field < fields; field++) {
            if (field > 0) {
                text.append(separator);
            }
            text.append(pieces ? PIECES.get((first + field) % PIECES.size()) : field());
        }
        text.append(end());
    }

    private String field() {
        String value = random.nextBoolean() ? pick(NUMBERS) : pick(TEXTS);
        if (dirty && random.nextInt(60) == 0) {
            value += "z".repeat(random.nextInt(longOnes ? 700_000 : 3000));
        }
        if (dirty && random.nextInt(200) == 0) {
            value += "\n".repeat(random.nextInt(130));
        }
        if (dirty && random.nextInt(40) == 0) {
            return "\"" + value;
        }
        boolean must = value.indexOf('"') >= 0 || value.indexOf('\n') >= 0 || value.indexOf(separator) >= 0;
        if ((must && !(dirty && random.nextInt(6) == 0)) || random.nextInt(5) == 0) {
            String escaped =
                    backslash ? value.replace("\\", "\\\\").replace("\"", "\\\"") : value.replace("\"", "\"\"");
            return "\"" + escaped + "\"" + (dirty && random.nextInt(30) == 0 ? "x" : "");
        }
        return value;
    }

    private void junk(StringBuilder text) {
        String alphabet = "\"\"\"\n\r0639980001" + separator + separator + "é+ ";
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }

    private String end() {
        return dirty && random.nextInt(6) == 0 ? pick(List.of("\n", "\r\n", "\n\n")) : lineEnd;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
