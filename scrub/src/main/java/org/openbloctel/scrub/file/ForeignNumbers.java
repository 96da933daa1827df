package org.openbloctel.scrub.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * Whether the numbers of a file look like those of another country than the list's: by their codes, or by groups in which people there
 * write them. A hint for the sender and no verdict: {@code 0470 12 34 56} of Belgium is a number of France, too.
 */
final class ForeignNumbers {
    private static final int MIN_NUMBERS = 3;
    private static final double MOST = 0.6;
    /** Those that an international number begins with, as far as a country code can be told without a table of all. */
    private static final Pattern CODE =
            Pattern.compile("(?:\\+|00) ?(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2}).*");

    private static final String SIGN = "[ .\u00a0\u202f-]";

    /** How people write the numbers of a country that the plan of France reads as others, or not. */
    private static final Map<String, Pattern> AGAINST_FRANCE = Map.of(
            "BE", Pattern.compile("0?4[5-9][0-9][ /.-][0-9]{2}" + SIGN + "[0-9]{2}" + SIGN + "[0-9]{2}"),
            "CH", Pattern.compile("07[5-9]" + SIGN + "[0-9]{3}" + SIGN + "[0-9]{2}" + SIGN + "[0-9]{2}"),
            "DE", Pattern.compile("0(?:1[5-7][0-9]{1,2}[ /-]?[0-9]{7,8}|[2-9][0-9]{1,3}[/-][0-9]{5,8})"),
            "ES", Pattern.compile("[679][0-9]{2}(?:" + SIGN + "[0-9]{3}){2}|[679][0-9]{2}(?:" + SIGN + "[0-9]{2}){3}"),
            "GB", Pattern.compile("07[0-9]{3} ?[0-9]{3} ?[0-9]{3}"),
            "US",
                    Pattern.compile(
                            "(?:1" + SIGN + ")?\\(?[2-9][0-9]{2}\\)?" + SIGN + "?[2-9][0-9]{2}" + SIGN + "?[0-9]{4}"));

    private ForeignNumbers() {}

    /**
     * The country's code of ISO 3166, or {@code +} and a country code; empty where the numbers look as the plan writes them.
     *
     * @param data the first records of a table
     * @param columns its phone columns
     */
    static Optional<String> of(List<List<String>> data, List<Integer> columns, NumberingPlan plan) {
        List<String> cells = data.stream()
                .flatMap(record -> columns.stream()
                        .filter(c -> c < record.size())
                        .map(c -> record.get(c).strip()))
                .filter(cell -> cell.chars().filter(Character::isDigit).count() >= TitleLines.DIGITS_OF_NUMBER)
                .toList();
        if (cells.size() < MIN_NUMBERS) {
            return Optional.empty();
        }
        NumberReader reader = new NumberReader(plan);
        Map<String, Long> seen = cells.stream()
                .flatMap(cell -> country(cell, reader).stream())
                .collect(Collectors.groupingBy(country -> country, Collectors.counting()));
        return seen.entrySet().stream()
                .filter(country -> country.getValue() >= MOST * cells.size())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<String> country(String cell, NumberReader reader) {
        Matcher code = CODE.matcher(cell);
        if (code.matches()) {
            return reader.read(cell) == NumberReader.because(Reason.FOREIGN)
                    ? Optional.of("+" + code.group(1))
                    : Optional.empty();
        }
        return reader.plan().equals(NumberingPlan.FRANCE)
                ? AGAINST_FRANCE.entrySet().stream()
                        .filter(country -> country.getValue().matcher(cell).matches())
                        .map(Map.Entry::getKey)
                        .findFirst()
                : Optional.empty();
    }
}
