package org.openbloctel.scrub.file;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.Reason;

/**
 * Columns of phone numbers without their zero, as spreadsheets write them, told from columns of ids: at least half of the cells that are filled,
 * placeholders apart, are digits of a subscriber's number, and at least 30 % of those without their zero fail the check of Luhn. Every SIREN
 * passes it, and one phone number in ten. Only for plans in which a lost zero can be told.
 */
final class BareNumbers {
    private static final int NATIONAL_LENGTH = 9;

    /** Digits alone, in groups or not, with the decimal that some programs add, or as Java writes a double. */
    private static final Pattern PLAIN =
            Pattern.compile("[0-9](?:[ \u00a0\u202f]?[0-9]){8,13}(?:[.,]0)?|[1-9]\\.[0-9]+E[0-9]{1,2}");

    private final NumberReader reader;

    BareNumbers(NumberReader reader) {
        this.reader = reader;
    }

    /** The places of such columns in these records. */
    List<Integer> columns(List<List<String>> data) {
        if (reader.plan().nationalLength() != NATIONAL_LENGTH) {
            return List.of();
        }
        int width = data.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, width)
                .filter(column -> are(data.stream()
                        .filter(record -> column < record.size())
                        .map(record -> record.get(column).strip())
                        .toList()))
                .boxed()
                .toList();
    }

    private boolean are(List<String> cells) {
        int filled = 0;
        int numbers = 0;
        int bare = 0;
        int failing = 0;
        for (String cell : cells) {
            long number = reader.read(cell);
            filled += number == NumberReader.because(Reason.BLANK) ? 0 : 1;
            if (number >= 0 && PLAIN.matcher(cell).matches() && reader.plan().objection(number) == null) {
                numbers++;
                boolean isBare = cell.charAt(0) != '0';
                bare += isBare ? 1 : 0;
                failing += isBare && failsLuhn(number) ? 1 : 0;
            }
        }
        return bare > 0 && 2 * numbers >= filled && 10 * failing >= 3 * bare;
    }

    private static boolean failsLuhn(long number) {
        int sum = 0;
        int factor = 1;
        for (long left = number; left > 0; left /= 10) {
            int digit = (int) (left % 10) * factor;
            sum += digit > 9 ? digit - 9 : digit;
            factor = 3 - factor;
        }
        return sum % 10 != 0;
    }
}
