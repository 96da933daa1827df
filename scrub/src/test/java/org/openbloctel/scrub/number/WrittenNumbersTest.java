package org.openbloctel.scrub.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.Seeded;

/** A number is found where people write it as one, and not where digits are something else. */
final class WrittenNumbersTest {
    private static final long NUMBER = 639980001;

    private final WrittenNumbers written = new WrittenNumbers(NumberingPlan.FRANCE);

    private List<Long> found(String text, boolean inDoubt) {
        byte[] b = text.getBytes(StandardCharsets.UTF_8);
        int n = written.find(b, 0, b.length, inDoubt);
        return IntStream.range(0, n).mapToObj(written::found).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0639980001",
                "06 39 98 00 01",
                "06.39.98.00.01",
                "06-39-98-00-01",
                "06/39/98/00/01",
                "06\u00a039\u00a098\u00a000\u00a001",
                "06\u202f39\u202f98\u202f00\u202f01",
                "06 - 39 - 98 - 00 - 01",
                "6 39 98 00 01",
                "0 639 980 001",
                "0639 980 001",
                "0639 98 00 01",
                "063 998 00 01",
                "06 39980001",
                "+33639980001",
                "+33 6 39 98 00 01",
                "+33 (0)6 39 98 00 01",
                "+33 (0) 6 39 98 00 01",
                "(+33) 6 39 98 00 01",
                "0033639980001",
                "00 33 6 39 98 00 01",
                "tel:0639980001",
                "Tel0639980001",
                "0639980001x",
                "rappeler au 06 39 98 00 01 le soir",
                "jean.0639980001@example.org",
                "Durand,0639980001,Paris",
                "12 rue A 75001 (06 39 98 00 01)",
                "12/03/2026 06 39 98 00 01",
                "０６３９９８０００１"
            })
    void aNumberInTextIsFound(String text) {
        assertThat(found(text, false)).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06399 80001 9",
                "0 6 3 9 9 8 0 0 0 1",
                "0-6399-80001",
                "(0)6 39980001",
                "33639980001",
                "33 6 39 98 00 01",
                "33 639 980 001",
                "(33)639980001",
                "33 (0)6 39 98 00 01",
                "3 3 6 3 9 9 8 0 0 0 1",
                "+33.6.39980001",
                // any sign
                "06_39_98_00_01",
                "06:39:98:00:01",
                "06:39:9:8:0001",
                "(0)6:39:9:8:0001",
                "2026-06-3-9-9-80-001",
                "06'39'98'00'01",
                "06\u2022 39\u2022 98\u2022 00\u2022 01",
                "06*39*98*00*01",
                "06|39|98|00|01",
                "06~39~98~00~01",
                "06?39?98?00?01",
                "06\\39\\98\\00\\01",
                "06\u00b439\u00b498\u00b400\u00b401",
                "06+39+98+00+01",
                "06\t39\t98\t00\t01",
                "06 39 98\r\n00 01",
                "06\u200b39\u200b98\u200b00\u200b01",
                "+33_6_39_98_00_01",
                // two kinds
                "06:39 98 00 01",
                "+33 6:39 98 00 01",
                "06-39:98-00-01",
                "06 39 98 00:01",
                "06/39.98-00:01"
            })
    void aNumberIsFoundInAnyGroupsWithAnySigns(String text) {
        assertThat(found(text, false)).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n\u00b00639980001",
                "Tel0639980001 (9h-18h)",
                "Fixe0199000001Port0639980001Fax0199000002",
                "a0639980001f",
                "wa.me/33639980001",
                "%2B33639980001",
                "+0639980001",
                "++33639980001",
                "[+33]639980001",
                "75011,0639980001",
                "0199000001,0639980001",
                "0199000001.0639980001",
                "12,0639980001,4",
                "0199000001;0639980001",
                "2026-06 39 98 00 01",
                "2026-0639980001",
                "2026/06-39-98-00-01",
                "2026-06-39-98-00-01",
                "10:15 0639980001",
                "12/03/2026,0639980001",
                "+41 (0)21 555 01 02 / 0639980001",
                // glued
                "06399800020639980001",
                "06399800010199000002",
                "3363998000233639980001",
                // under the code of another territory of the plan
                "+262 639 98 00 01",
                "00262639980001",
                // pictures
                "06 \ud83d\ude80 39 \ud83d\ude80 98 00 01",
                // other scripts
                "\u0660\u0666\u0663\u0669\u0669\u0668\u0660\u0660\u0660\u0661",
                "\u06f0\u06f6 \u06f3\u06f9 \u06f9\u06f8 \u06f0\u06f0 \u06f0\u06f1",
                "\u0966\u096c\u0969\u096f\u096f\u096e\u0966\u0966\u0966\u0967"
            })
    void aNumberIsFoundBetweenOtherCharactersAndInOtherScripts(String text) {
        assertThat(found(text, false)).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "639980001",
                "2.0639980001",
                "48,0639980001",
                "10639980001",
                "063998000",
                "06399800012",
                "FR76 3000 6063 9980 0014 3456 189",
                "732 829 320 00074",
                "2026-03-12 10:15:00",
                "2026-03-12 10-15-00",
                "2026.03.12.10.15.00",
                "12/03/2026 1015",
                "192.168.10.2",
                "1 234 567.89",
                "06    39 98 00 01",
                "06 39 x 98 00 01",
                "09:30 12/03/26",
                "09:30 12.03.26",
                "03.12.26 10:15",
                "03/12 10:15:30",
                "09:30 123456",
                "01:02:03 04 05",
                "263639980001",
                "262639980001",
                "5900639980001",
                "06399800020039980001",
                "2026-06-12 09:30:45",
                "2026-06-12 09-30-45",
                "2026-06-12 093045",
                "12/03/2026 10:15:00",
                "12/03/2026 10 15",
                "09:00-12:00 14:00-18:00",
                "9:05-12:00 14:00",
                "08:05.123456",
                "03/12/26 10:15",
                "1 85 05 75 123 456 73",
                "1 85 05 75 123 456",
                "0.573345,44.8378",
                "0.5733450, 44.8378000",
                "+41 (0)21 555 01 02",
                "0041 (0)21 555 01 02",
                "FR05 3000 6000 0112 3456 7890 109",
                "DE08 3704 0044 0532 0130 03",
                "NL09 ABNA 0417 1643 21",
                "BE05 5390 0754 7004",
                "732 829 320 00074"
            })
    void otherDigitsAreNoNumber(String text) {
        assertThat(found(text, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"639980001", "639 980 001", "33639980001", "Durand 639980001", "639980001-Durand"})
    void bareDigitsCountWhereTheLineIsInDoubt(String text) {
        assertThat(found(text, true)).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1 415-555-2671",
                "(415) 555-2671",
                "415.555.2671",
                "1-415-555-2671",
                "4155552671",
                "call 415 555 2671 now"
            })
    void anAmericanNumberInTextIsFound(String text) {
        WrittenNumbers american = new WrittenNumbers(NumberingPlan.NORTH_AMERICA);
        byte[] b = text.getBytes(StandardCharsets.US_ASCII);
        int n = american.find(b, 0, b.length, false);
        assertThat(IntStream.range(0, n).mapToLong(american::found)).contains(4155552671L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"06\u00a039\u00a098\u00a000\u00a001", "é 06–39–98–00–01"})
    void windows1252IsReadToo(String text) {
        byte[] b = text.getBytes(Charset.forName("windows-1252"));
        int n = written.find(b, 0, b.length, false);
        assertThat(LongStream.range(0, n).map(i -> written.found((int) i))).contains(NUMBER);
    }

    @Test
    void aNumberOverseasIsFoundUnderItsCode() {
        for (String text : List.of("262692123456", "262 692 12 34 56", "+262692123456")) {
            assertThat(found(text, false)).as(text).contains(692123456L);
        }
    }

    /** With 12 million of 540 million numbers listed, one found number in 45 is: one line in 10,000 may be set aside by chance. */
    @Test
    void idsAreHardlyEverTakenForNumbers() {
        Seeded random = Seeded.fresh();
        int lines = 100_000;
        int[] taken = {0};
        random.times(lines, run -> {
            String line = String.join(
                    " x ",
                    random.digits(9),
                    siret(random).replaceAll("(...)(...)(...)(.....)", "$1 $2 $3 $4"),
                    random.digits(14),
                    iban(random),
                    "FR" + random.digits(25),
                    "CMD-2026-" + random.digits(6),
                    random.digits(12),
                    "2026-0" + (1 + random.below(9)) + "-1" + random.digits(1) + " 10:" + random.digits(2) + ":00",
                    "1" + random.digits(1) + "/0" + (1 + random.below(9)) + "/2026 1" + random.digits(1) + "h",
                    random.digits(3) + " " + random.digits(3) + "," + random.digits(2),
                    "48." + random.digits(10),
                    "1 85 0" + (1 + random.below(9)) + " " + random.digits(2) + " " + random.digits(3) + " "
                            + random.digits(3),
                    Long.toHexString(random.below(1 << 30) * 0x9e3779b97f4a7c15L));
            taken[0] += found(line, false).stream().anyMatch(number -> NumberingPlan.FRANCE.objection(number) == null)
                    ? 1
                    : 0;
        });
        assertThat(taken[0])
                .as("of " + lines + " lines with ids, dates and amounts")
                .isLessThan(lines * 45 / 10_000);
    }

    /** Fourteen digits whose sum by Luhn is right. */
    private static String siret(Seeded random) {
        String first = random.digits(13);
        int sum = 0;
        for (int i = 0; i < first.length(); i++) {
            int digit = (first.charAt(i) - '0') * (2 - i % 2);
            sum += digit / 10 + digit % 10;
        }
        return first + (10 - sum % 10) % 10;
    }

    private static String iban(Seeded random) {
        String account = random.digits(23);
        int rest =
                new BigInteger(account + "152700").mod(BigInteger.valueOf(97)).intValue();
        return ("FR%02d".formatted(98 - rest) + account).replaceAll("(.{4})(?!$)", "$1 ");
    }
}
