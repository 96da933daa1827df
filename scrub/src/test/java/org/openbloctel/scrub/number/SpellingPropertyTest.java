package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.Seeded;

/** One subscriber, one value, in any spelling; and no damage turns a number into another one. */
@Tag("long")
class SpellingPropertyTest {
    private static final int RUNS = 60_000;
    private static final int MAX_BYTES = 256;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String EDITS =
            " .-()/+0123456789xX#*;,|'\"=eEoultpm:[]\n\u00a0\u2011\u202f\u200b\uff15\u00b2\u00e9";
    private static final String[] OVERSEAS = {
        "262", "263", "2688", "269", "5082", "5084", "5085", "590", "5987", "594", "596", "639", "63998", "690", "691",
        "692", "693", "694", "696", "697", "7084", "7085", "7090", "7091", "7092", "70930", "70939", "9395", "9399",
        "9475", "9479", "9760", "9762", "9764", "9766", "9769"
    };

    private final Seeded random = Seeded.fresh();
    private final NumberReader reader = new NumberReader(NumberingPlan.FRANCE);

    @Test
    void everySpellingOfASubscriberIsTheSameValue() {
        random.times(RUNS, run -> {
            String number = subscriber();
            String expected = PlainReader.international(number);
            String written = spelling(number);
            for (Read read : readings(written)) {
                assertThat(read.numbers()).as(written).containsExactly(expected);
            }
        });
    }

    @Test
    void damageNeverTurnsANumberIntoAnotherUnlessThePlainReaderAgrees() {
        int[] decided = {0, 0};
        random.times(RUNS, run -> {
            StringBuilder written = new StringBuilder(spelling(subscriber()));
            for (int edits = random.below(3); edits >= 0; edits--) {
                random.edit(written, EDITS);
            }
            Optional<List<String>> plain = PlainReader.read(written.toString());
            decided[plain.isPresent() ? 1 : 0]++;
            for (Read read : readings(written.toString())) {
                plain.ifPresent(numbers ->
                        assertThat(read.numbers()).as(written.toString()).isEqualTo(numbers));
            }
        });
        assertThat(decided[1]).as("decided by the plain reader").isGreaterThan(RUNS * 9 / 10);
    }

    @Test
    void bytesOfOtherEncodingsAreReadAsThePlainReaderReadsThem() {
        byte[] foreign = {(byte) 0xca, (byte) 0xff, (byte) 0xd0, (byte) 0xd1, (byte) 0xa0, (byte) 0x96, (byte) 0xad};
        random.times(RUNS, run -> {
            byte[] written = spelling(subscriber()).getBytes(WINDOWS_1252);
            for (int edits = random.below(3); edits >= 0; edits--) {
                written[random.below(written.length)] = foreign[random.below(foreign.length)];
            }
            PlainReader.read(written)
                    .ifPresent(numbers -> assertThat(
                                    Read.of(reader, written, 0, written.length).numbers())
                            .as(HexFormat.of().formatHex(written))
                            .isEqualTo(numbers));
        });
    }

    @Test
    void allNumbersOfACellAreRead() {
        random.times(RUNS / 4, run -> {
            List<String> numbers =
                    Stream.generate(this::subscriber).limit(2 + random.below(7)).toList();
            String written = numbers.stream()
                    .map(this::beside)
                    .collect(joining(random.pick(" / ", "\n", ", ", " ; ", " ou ", "|", " ::: ")));
            String labelled =
                    numbers.stream().map(number -> labelled(plain(number))).collect(joining(" "));
            for (String cell : List.of(written, labelled)) {
                byte[] utf8 = cell.getBytes(UTF_8);
                if (utf8.length <= MAX_BYTES) {
                    assertThat(Read.of(reader, utf8, 0, utf8.length).numbers())
                            .as(cell)
                            .isEqualTo(PlainReader.read(cell).orElseThrow())
                            .isEqualTo(numbers.stream()
                                    .map(PlainReader::international)
                                    .toList());
                    assertThat(Read.of(reader, cell + " 12").numbers()).as(cell).isEmpty();
                }
            }
        });
    }

    /** A float of nine digits has not all of them; a double has, but for the zeros at the end. */
    @Test
    void aQuantityIsReadOnlyWhereNoneOfItsDigitsIsLost() {
        int[] read = {0, 0};
        random.times(RUNS, run -> {
            long number = Long.parseLong(subscriber()) / 10 * 10;
            List<String> expected = List.of(PlainReader.international(Long.toString(number)));
            List<String> asDouble =
                    Read.of(reader, Double.toString((double) number)).numbers();
            List<String> asFloat =
                    Read.of(reader, Float.toString((float) number)).numbers();
            assertThat(asDouble).as("%s", number).isIn(List.of(), expected);
            assertThat(asFloat).as("%s", number).isIn(List.of(), expected);
            read[asDouble.isEmpty() ? 0 : 1]++;
        });
        assertThat(read[1]).as("read").isGreaterThan(RUNS / 2);
    }

    private List<Read> readings(String written) {
        byte[] utf8 = written.getBytes(UTF_8);
        byte[] larger = (random.digits(3) + written + random.digits(9)).getBytes(UTF_8);
        byte[] narrow = WINDOWS_1252.newEncoder().canEncode(written) ? written.getBytes(WINDOWS_1252) : utf8;
        return List.of(
                Read.of(reader, utf8, 0, utf8.length),
                Read.of(reader, larger, 3, 3 + utf8.length),
                Read.of(reader, narrow, 0, narrow.length),
                Read.of(reader, written));
    }

    private String subscriber() {
        String head = random.oneIn(2) ? random.pick(OVERSEAS) : String.valueOf(random.pickChar("1234567899"));
        return head + random.digits(9 - head.length());
    }

    private String spelling(String number) {
        return switch (random.below(8)) {
            case 0 -> wrapped(spreadsheet(number));
            case 1 -> wrapped(number);
            case 2 -> wrapped(grouped("0" + number));
            default -> wrapped(international(number));
        };
    }

    /** With the country code, the right one or its twin +33. */
    private String international(String number) {
        String e164 = PlainReader.international(number);
        String code = random.oneIn(3) ? "33" : PlainReader.code(number);
        boolean short508 = code.equals("508") && number.startsWith("508") && random.oneIn(2);
        String rest = short508 ? e164.substring(4) : number;
        String trunk = random.pick("", "", "0", "(0)", "(0) ");
        String head = random.pick("+", "00", "00 ", "", "(+", "+(", "++", "[+") + code;
        // Without a plus, 33.612345678 is a decimal.
        String blank = random.pick("", " ", head.startsWith("+") || head.startsWith("00") ? "." : "", "\u00a0");
        String close = head.indexOf('(') >= 0 ? ")" : head.indexOf('[') >= 0 ? "]" : "";
        return head + close + blank + trunk + (short508 ? pairs(rest) : grouped(rest));
    }

    /** What Excel, a JVM or a German makes of it: {@code 6.12345678E8}, {@code 612345678,0}. */
    private String spreadsheet(String number) {
        String digits = random.oneIn(2) ? number : "33" + number;
        int exponent = digits.length() - 1;
        String mark = random.pick(".", ",");
        return switch (random.below(3)) {
            case 0 -> digits + mark + "0".repeat(1 + random.below(3));
            case 1 ->
                digits.charAt(0) + mark + digits.substring(1) + random.pick("E", "e") + random.pick("", "+") + exponent;
            default -> digits.charAt(0) + mark + digits.substring(1) + "E+" + (exponent < 10 ? "0" : "") + exponent;
        };
    }

    private String grouped(String digits) {
        return random.oneIn(4) ? digits : random.oneIn(4) ? threes(digits) : pairs(digits);
    }

    /** Pairs from the right, one separator throughout. */
    private String pairs(String digits) {
        return digits.replaceAll("(?<=[0-9])(?=(?:[0-9]{2})+$)", separator());
    }

    private String threes(String digits) {
        return digits.replaceAll("(?<=[0-9])(?=(?:[0-9]{3})+$)", separator());
    }

    private String separator() {
        return random.pick(
                " ", ".", "-", "/", "  ", " - ", ") ", "\u00a0", "\u202f", "\u2009", "\u2011", "\u2013", "\t");
    }

    private String wrapped(String written) {
        String text = random.oneIn(12) ? fullWidth(written) : written;
        return switch (random.below(14)) {
            case 6 -> labelled(text);
            case 7 -> text + random.pick(" (Camille)", " (domicile)", " [Le Gall]", " bureau", " (M. Durand)");
            case 8 -> text + random.pick(",", ";", ";;", " ,", "\n", ", ");
            case 9 -> random.pick("\u260e ", "\ud83d\udcde", "\u2706\ufe0f ") + text;
            case 0 -> "'" + text;
            case 1 -> "=\"" + text + "\"";
            case 2 -> "\"" + text + "\"";
            case 3 -> random.pick("tel:", "T\u00e9l. : ", "mob ", "T\u00c9L. PORTABLE : ", "n\u00b0 ") + text;
            case 4 -> " ".repeat(random.below(4)) + text + " ".repeat(random.below(4));
            case 5 ->
                random.pick("\u00a0", "\ufeff", "\u200b", "\u202a", "\t")
                        + text
                        + random.pick("\u00a0", "\u202c", "\r");
            default -> text;
        };
    }

    private String labelled(String text) {
        return random.pick(
                        "p:",
                        "P: ",
                        "T : ",
                        "M. ",
                        "Fixe : ",
                        "Mobile 2 : ",
                        "Perso - ",
                        "WhatsApp ",
                        "T\u00e9l. pro\n")
                + text;
    }

    private String plain(String number) {
        return random.oneIn(2) ? pairs("0" + number) : "+33" + number;
    }

    private String beside(String number) {
        String extension = random.oneIn(3) ? random.pick(" poste 12", " ext. 3", ", poste : 4321", " (poste 12)") : "";
        return plain(number) + extension + random.pick("", "", " (Camille)", " domicile");
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                wide.setCharAt(i, (char) (text.charAt(i) + 0xfee0));
            }
        }
        return wide.toString();
    }
}
