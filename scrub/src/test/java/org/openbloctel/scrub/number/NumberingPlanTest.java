package org.openbloctel.scrub.number;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class NumberingPlanTest {
    static final List<NumberingPlan> PLANS = List.of(NumberingPlan.FRANCE, NumberingPlan.NORTH_AMERICA);
    private static final int LAST_DIGITS = 10_000;

    @ParameterizedTest
    @FieldSource("PLANS")
    void nationalAndInternationalAreInverseInEveryRange(NumberingPlan plan) {
        long step = plan.space() / 100_000;
        for (long first = plan.space() / 10; first < plan.space(); first += step) {
            for (long national : new long[] {first, first + 1234, first + step - 1}) {
                assertThat(plan.national(plan.international(national))).isEqualTo(national);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void noNumberOfThePlanBeginsWithZero(NumberingPlan plan) {
        for (long national = 0; national < plan.space() / 10; national += plan.space() / 100_000) {
            assertThat(plan.national(plan.international(national))).isEqualTo(-1);
            assertThat(plan.objection(national)).isEqualTo(Reason.UNASSIGNED_RANGE);
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void rangesCoverTheWholeSpaceOnce(NumberingPlan plan) {
        List<Long> firsts = new ArrayList<>();
        long step = plan.space() / 100_000;
        plan.forEachRange((first, end, head, length) -> {
            assertThat(end - first).isEqualTo(step);
            firsts.add(first);
        });
        firsts.sort(null);
        assertThat(firsts).hasSize(100_000);
        for (int i = 0; i < firsts.size(); i++) {
            assertThat(firsts.get(i)).isEqualTo(i * step);
        }
    }

    @ParameterizedTest
    @FieldSource("PLANS")
    void rangesComeInTheOrderOfTheirTextsAsSortPutsThem(NumberingPlan plan) {
        List<String> texts = new ArrayList<>();
        String zeros = "0".repeat(plan.nationalLength() - 5);
        String nines = "9".repeat(plan.nationalLength() - 5);
        plan.forEachRange((first, end, head, length) -> {
            String text = new String(head, 0, length, US_ASCII);
            texts.add(text + zeros);
            texts.add(text + nines);
            if (first >= plan.space() / 10) {
                assertThat(text + zeros).isEqualTo("+" + plan.international(first));
                assertThat(text + nines).isEqualTo("+" + plan.international(end - 1));
            }
        });
        assertThat(texts).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "33596123456, 596596123456",
        "33262123456, 262262123456",
        "33639012345, 262639012345",
        "33690123456, 590690123456",
        "33694123456, 594694123456",
        "33508411234, 508411234",
        "508508411234, 508411234",
        "33708412345, 508708412345",
        "262800123456, 33800123456"
    })
    void overseasTwinsAreOneNumber(long written, long e164) {
        NumberingPlan plan = NumberingPlan.FRANCE;
        assertThat(plan.national(written)).isEqualTo(plan.national(e164)).isNotNegative();
        assertThat(plan.international(plan.national(written))).isEqualTo(e164);
    }

    @ParameterizedTest
    @CsvSource({"49151234567", "33061234567", "262612345678", "508012345", "596123456", "0", "-33612345678", "336"})
    void whatIsNoNumberOfThePlanHasNoNationalNumber(long e164) {
        assertThat(NumberingPlan.FRANCE.national(e164)).isEqualTo(-1);
    }

    @Test
    void everyFrenchRangeBelongsToTheTerritoryOfThePlansProse() {
        NumberingPlan plan = NumberingPlan.FRANCE;
        for (int prefix = 10_000; prefix < 100_000; prefix++) {
            String number = prefix + "1234";
            assertThat("+" + plan.international(Long.parseLong(number))).isEqualTo(PlainReader.international(number));
        }
    }

    @Test
    void aRangeIsFoundFromItsFirstNumberToItsLast() {
        for (NumberingPlan plan : PLANS) {
            long unit = plan.space() / 100_000;
            for (int prefix = 0; prefix < 100_000; prefix++) {
                assertThat(plan.range(prefix * unit)).isEqualTo(plan.range(prefix * unit + unit / 2));
                assertThat(plan.range(prefix * unit + unit - 1)).isEqualTo(plan.range(prefix * unit + unit / 2));
                assertThat(plan.prefix(prefix * unit)).isEqualTo(prefix);
                assertThat(plan.prefix(prefix * unit + unit - 1)).isEqualTo(prefix);
            }
        }
    }

    @Test
    void blocksKeptForFictionAreSubscribers() {
        for (long block : new long[] {19900, 26191, 35301, 46571, 53649, 63998}) {
            for (long rest = 0; rest < LAST_DIGITS; rest += 1111) {
                assertThat(NumberingPlan.FRANCE.objection(block * LAST_DIGITS + rest))
                        .isNull();
                assertThat(NumberingPlan.FRANCE.international(block * LAST_DIGITS + rest))
                        .isEqualTo(33_000_000_000L + block * 10_000 + rest);
            }
        }
    }

    @Test
    void everyNumberOf08IsSpecialAndNoneOf06() {
        for (long rest = 0; rest < 100_000_000; rest += 98_765) {
            assertThat(NumberingPlan.FRANCE.objection(800_000_000 + rest)).isEqualTo(Reason.SPECIAL_NUMBER);
            assertThat(NumberingPlan.FRANCE.objection(600_000_000 + rest)).isNull();
        }
    }

    @Test
    void aPlanIsFoundByItsCodeInAnyCase() {
        assertThat(NumberingPlan.of("fr")).containsSame(NumberingPlan.FRANCE);
        assertThat(NumberingPlan.of("NA")).containsSame(NumberingPlan.NORTH_AMERICA);
        assertThat(NumberingPlan.of("DE")).isEmpty();
        assertThat(NumberingPlan.FRANCE).hasToString("FR");
    }
}
