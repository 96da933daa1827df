package org.openbloctel.scrub.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.Seeded;

/**
 * The reader against Google's libphonenumber on shaped random strings, in each region of the plan. Every difference is
 * of a kind that is named and explained in {@code docs/decisions/0002-reading-phone-numbers.md}; one that is of no kind
 * fails. {@code -Dstrings=5000000} for the long run, {@code -Dseed=} for others.
 */
class LibphonenumberIT {
    private static final int STRINGS = Integer.getInteger("strings", 200_000);
    private static final Set<Integer> CODES = Set.of(33, 262, 508, 590, 594, 596);
    private static final String EDITS = " .-()/+0123456789xX#*;,\u00a0tel:abc\u2011'_\u202f\uff15\"=E";
    private static final PhoneNumberUtil GOOGLE = PhoneNumberUtil.getInstance();

    private final NumberReader reader = new NumberReader(NumberingPlan.FRANCE);

    @Test
    void everyDifferenceIsOfAKindThatIsExplained() {
        assertDifferencesAreExplained("FR");
    }

    @ParameterizedTest
    @Tag("check-long")
    @ValueSource(strings = {"GP", "GF", "MQ", "RE", "YT", "PM"})
    void everyDifferenceOverseasIsOfAKindThatIsExplained(String region) {
        assertDifferencesAreExplained(region);
    }

    private void assertDifferencesAreExplained(String region) {
        Seeded random = Seeded.withSeed(2026);
        Map<NumberDifference, Integer> counts = new EnumMap<>(NumberDifference.class);
        random.times(STRINGS, run -> {
            String text = text(random);
            NumberDifference kind = compare(text, region);
            if (kind == NumberDifference.UNEXPLAINED) { // not assertThat: describing millions of strings takes longer
                throw new AssertionError("region " + region + ", text [" + text + "], " + Read.of(reader, text) + ", "
                        + google(text, region));
            }
            counts.merge(kind, 1, Integer::sum);
        });
        assertThat(counts.getOrDefault(NumberDifference.NONE_BOTH_READ, 0))
                .as("strings that both read alike, or the test compares nothing")
                .isGreaterThan(STRINGS / 25);
        System.out.println("libphonenumber " + region + ", " + STRINGS + " strings, " + random + ": " + counts);
    }

    private NumberDifference compare(String text, String region) {
        return NumberDifference.of(new NumberDifference.Pair(text, Read.of(reader, text), google(text, region)));
    }

    /** What libphonenumber makes of it: a number of the plan's countries and of a possible length, or nothing. */
    private static NumberDifference.Google google(String text, String region) {
        try {
            PhoneNumber number = GOOGLE.parse(text, region);
            boolean ours = CODES.contains(number.getCountryCode());
            boolean possible = GOOGLE.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            String national = GOOGLE.getNationalSignificantNumber(number);
            return ours && possible
                    ? new NumberDifference.Google(
                            number.getCountryCode(), national, GOOGLE.isValidNumber(number), number.hasExtension())
                    : NumberDifference.Google.NOTHING;
        } catch (NumberParseException e) {
            return NumberDifference.Google.NOTHING;
        }
    }

    /** A number in one of the usual forms or near them, then up to two random edits. */
    private static String text(Seeded random) {
        StringBuilder text = new StringBuilder(shape(random, subscriber(random)));
        for (int edits = random.below(4); edits > 1; edits--) {
            random.edit(text, EDITS);
        }
        return text.toString();
    }

    private static String subscriber(Seeded random) {
        String head = random.oneIn(2)
                ? random.pick("262", "263", "269", "508", "590", "594", "596", "639", "69", "708", "709", "947", "976")
                : random.oneIn(10) ? "" : String.valueOf(random.pickChar("123456789"));
        return head + random.digits(9 - head.length());
    }

    private static String shape(Seeded random, String number) {
        String separator = String.valueOf(random.pickChar(" .-"));
        String grouped = number.replaceAll("(?<=[0-9])(?=(?:[0-9]{2})+$)", separator);
        String code = random.pick("33", "33", "262", "508", "590", "594", "596");
        return switch (random.below(18)) {
            case 0, 1 -> "0" + number;
            case 2, 3 -> "0" + grouped;
            case 4 -> "+" + code + number;
            case 5 -> "00" + code + number;
            case 6 -> "+" + code + " " + grouped;
            case 7 -> "+" + code + " (0)" + grouped;
            case 8 -> number;
            case 9 -> "00 " + code + " " + grouped;
            case 10 -> "+" + random.between(1, 999) + number;
            case 11 -> random.digits(1 + random.below(16));
            case 12 -> random.pick("tel:", "'", "=\"", "T\u00e9l. ") + "0" + grouped;
            case 13 -> code + number;
            case 14 -> random.pick("+508", "508", "00508", "+590") + random.pick("", "0", " ") + random.digits(6);
            case 15 -> number + random.pick(".0", ",0", ".00", "E0");
            case 16 -> "0" + number + random.pick("/", " / ", ";", ",", " ou ") + "0" + random.digits(9);
            default -> random.below(10) + grouped;
        };
    }
}
