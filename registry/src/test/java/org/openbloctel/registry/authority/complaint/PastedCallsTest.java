package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls are read from what telephones show and people type, and nothing is invented where it cannot be read. */
final class PastedCallsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** A Wednesday, 18:00 in Paris. */
    private static final Instant NOW = Instant.parse("2026-11-25T17:00:00Z");

    private static final String CALLER = "01 99 00 34 56";

    private static PastedCalls.Read read(String pasted) {
        return PastedCalls.read(pasted, PARIS, NOW);
    }

    private static List<String> times(String pasted) {
        return read(pasted).calls().stream()
                .map(call -> call.at().atZone(PARIS).toLocalDateTime().toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06/11/2026 14:05 01 99 00 34 56 Appel manqué",
                "06/11/26 14h05 0199003456",
                "mar. 6.11.2026, 14 h 05 — 01.99.00.34.56",
                "+33 1 99 00 34 56 le 6 novembre 2026 à 14:05",
                "+33 (0)1 99 00 34 56;2026-11-06;14:05:33;manqué",
                "\"0199003456\",\"INCOMING\",\"2026-11-06 14:05:33\",\"125\"",
                "01-99-00-34-56 ven. 6 nov. 14:05",
                "Nov 6, 2026, 2:05 PM 0033199003456",
                "Friday 6 November 2:05 p.m. 01 99 00 34 56 (1250 s)",
                "2026-11-06T14:05:33 +33199003456",
                "<call number=\"+33199003456\" duration=\"0\" date=\"1793970333000\" type=\"3\" readable_date=\"6 nov. 2026 14:05:33\"/>",
                "01\u00a099\u00a000\u00a034\u00a056 6 nov. 2026, 14:05",
            })
    void lineOfOneCallIsRead(String line) {
        assertThat(times(line)).containsExactly("2026-11-06T14:05");
        assertThat(read(line).calls().getFirst().caller())
                .isEqualTo(CallingNumber.read(CALLER).orElseThrow());
        assertThat(read(line).unread()).isZero();
    }

    @Test
    void linesBehindTheLastThatIsReadAreCountedAsUnread() {
        String log = "hier 9:10\n".repeat(PastedCalls.MAX_LINES) + "hier 9:11\nhier 9:12\n\nFin\n";
        PastedCalls.Read read = read(log);
        assertThat(read.calls()).hasSize(PastedCalls.MAX_LINES);
        assertThat(read.unread()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hier 9:10|2026-11-24T09:10",
                "Aujourd’hui à 8 h|2026-11-25T08:00",
                "avant-hier 20h15|2026-11-23T20:15",
                "yesterday 9:10 am|2026-11-24T09:10",
                "12/12 10:00|2025-12-12T10:00",
                "1er décembre 2025 10:00|2025-12-01T10:00",
                "3 août 12:00 AM|2026-08-03T00:00",
            })
    void dayIsReadAsItIsSaid(String line, String time) {
        assertThat(times(line)).containsExactly(time);
        assertThat(read(line).calls().getFirst().caller()).isNull();
    }

    @Test
    void numberAboveItsCallsAndHeadingsOfDaysAreCarriedOn() {
        PastedCalls.Read read = read("""
                Journal d’appels

                01 99 00 34 56
                Mobile • 6 nov., 14:05
                Mobile • 7 nov., 10:30

                01 99 00 11 22
                Hier 19:59

                23 novembre 2026
                08:02   01 99 00 34 56
                08:04   33 s
                """);
        assertThat(times("01 99 00 34 56\nMobile • 6 nov., 14:05\nMobile • 7 nov., 10:30"))
                .containsExactly("2026-11-06T14:05", "2026-11-07T10:30");
        CallingNumber first = CallingNumber.read(CALLER).orElseThrow();
        CallingNumber second = CallingNumber.read("01 99 00 11 22").orElseThrow();
        assertThat(read.calls())
                .extracting(PastedCalls.Call::caller)
                .containsExactly(first, first, second, first, first);
    }

    @Test
    void whatIsNoCallIsCountedAndNeverGuessed() {
        assertThat(read("31/02/2026 14:05 0199003456\nle 12345678901234567890\nbonjour\n\n14:05")
                        .unread())
                .isEqualTo(3);
        assertThat(read("31/02/2026 14:05 0199003456").calls()).isEmpty();
        assertThat(read("26/11/2026 14:05 0199003456").calls()).as("not yet").isEmpty();
        assertThat(read("26/11/2026 14:05 0199003456").unread()).isEqualTo(1);
        assertThat(read("99/99/2026 0199003456").unread()).isEqualTo(1);
        assertThat(read("0199003456\n+33199003456\n3456").unread())
                .as("headings")
                .isZero();
        assertThat(read("").unread()).isZero();
    }

    @Test
    void hourIsTheOneOfTheConsumersZone() {
        Instant at = PastedCalls.read("06/11/2026 14:05", ZoneId.of("Indian/Reunion"), NOW)
                .calls()
                .getFirst()
                .at();
        assertThat(at).isEqualTo(Instant.parse("2026-11-06T10:05:00Z"));
    }

    /** Random dirt between pieces of calls: it ends, fails nowhere, and gives no call of tomorrow and no number of too many digits. */
    @Test
    void anyDirtIsReadWithoutAFault() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] pieces = {
            "01 99 00 34 56",
            "+33199003456",
            "3456",
            "14:05",
            "14h05",
            "6 nov.",
            "06/11/2026",
            "2026-11-06",
            "hier",
            "\n",
            "\r\n",
            "\t",
            ";",
            ",",
            "\"",
            "<call ",
            "1793970333000",
            "é",
            "\u00a0",
            "•",
            "99:99",
            "99/99/9999",
            "0",
            "00000000000000000000",
            "am",
            "PM",
            "(",
            ")",
            "+",
            "-",
            "'",
            "\ud83d\udcde",
            "\u0000",
            "juil",
            "mar",
            "x".repeat(400),
            "1".repeat(400)
        };
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            assertThatCode(() -> assertThat(read(text.toString()).calls()).allSatisfy(call -> {
                        assertThat(call.at()).isBeforeOrEqualTo(NOW);
                        assertThat(call.caller() == null ? 1 : call.caller().value())
                                .isBetween(1L, 999_999_999_999_999L);
                    }))
                    .as("seed %d, paste %s", seed, text)
                    .doesNotThrowAnyException();
        }
    }
}
