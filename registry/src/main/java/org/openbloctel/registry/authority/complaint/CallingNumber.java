package org.openbloctel.registry.authority.complaint;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A number that a telephone showed: of any country, and short ones too. Its text form hides it, so that none gets into a log by accident.
 *
 * @param value its digits with the country code; a short number is itself, and smaller than any other
 */
public record CallingNumber(long value) {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final int MAX_SHORT = 6;
    private static final int MIN_SHORT = 3;
    private static final int MIN_FOREIGN = 7;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_TYPED = 40;

    /** Reads what a person typed or pasted; empty when it is no number. */
    public static Optional<CallingNumber> read(String typed) {
        String text = typed.strip();
        String digits = digits(text);
        if (text.length() > MAX_TYPED || digits.length() > MAX_DIGITS + 2) {
            return Optional.empty();
        }
        NumberReader reader = new NumberReader(PLAN);
        long read = reader.read(text);
        if (read >= 0) {
            return Optional.of(new CallingNumber(PLAN.international(read)));
        }
        if (read == NumberReader.SEVERAL) {
            return Optional.empty();
        }
        if (NumberReader.reason(read) == Reason.SPECIAL_NUMBER) {
            return special(digits);
        }
        return text.startsWith("+") || text.startsWith("00") ? foreign(digits) : Optional.empty();
    }

    /** Opens one that the database keeps; null for none. */
    public static @Nullable CallingNumber opened(@Nullable UUID sealed, Database database) {
        return sealed == null
                ? null
                : new CallingNumber(database.accountsNumbers().open(sealed));
    }

    /** As the database keeps it. */
    public UUID sealed(Database database) {
        return database.accountsNumbers().seal(value);
    }

    private static Optional<CallingNumber> special(String digits) {
        boolean isShort = digits.length() >= MIN_SHORT && digits.length() <= MAX_SHORT && digits.charAt(0) != '0';
        if (isShort) {
            return Optional.of(new CallingNumber(Long.parseLong(digits)));
        }
        // 0 8xx xx xx xx, in either spelling
        String national = digits.replaceFirst("^(?:00)?33(?=8)", "").replaceFirst("^0(?=8)", "");
        return national.matches("8[0-9]{8}")
                ? Optional.of(new CallingNumber(Long.parseLong("33" + national)))
                : Optional.empty();
    }

    private static Optional<CallingNumber> foreign(String digits) {
        String international = digits.replaceFirst("^00", "");
        boolean one = international.length() >= MIN_FOREIGN
                && international.length() <= MAX_DIGITS
                && international.charAt(0) != '0';
        return one ? Optional.of(new CallingNumber(Long.parseLong(international))) : Optional.empty();
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    /** As it is written in France, or with a plus. */
    public String spelled() {
        String digits = Long.toString(value);
        if (digits.length() <= MAX_SHORT) {
            return digits;
        }
        return PLAN.national(value) >= 0 ? new PhoneNumber(value).spelled() : "+" + digits;
    }

    @Override
    public String toString() {
        return "a calling number";
    }
}
