package org.openbloctel.registry.accounts.consumer;

import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A consumer's number. As text it is masked, so that none gets into a log by accident; {@link #spelled} is for its owner.
 *
 * @param e164 the number with its country code and without the plus
 */
public record PhoneNumber(long e164) {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final char NO_BREAK_SPACE = '\u00a0';

    /**
     * Reads what a person typed, in any usual spelling.
     *
     * @throws RefusedException when it is no number that a consumer can have, or could be more than one
     */
    public static PhoneNumber read(String text) {
        NumberReader reader = new NumberReader(PLAN);
        long read = reader.read(text);
        if (read == NumberReader.SEVERAL) {
            throw new RefusedException(new ConsumerRefusal.SeveralNumbers());
        }
        if (read < 0) {
            throw new RefusedException(refusal(NumberReader.reason(read)));
        }
        // A range that no table knows is accepted: tables lag behind the regulator.
        if (PLAN.objection(read) == Reason.SPECIAL_NUMBER) {
            throw new RefusedException(new ConsumerRefusal.SpecialNumber());
        }
        return new PhoneNumber(PLAN.international(read));
    }

    private static ConsumerRefusal refusal(Reason reason) {
        return switch (reason) {
            case WRONG_LENGTH -> new ConsumerRefusal.WrongLength();
            case SPECIAL_NUMBER -> new ConsumerRefusal.SpecialNumber();
            case FOREIGN -> new ConsumerRefusal.ForeignNumber();
            case BLANK,
                    NOT_A_NUMBER,
                    DIGITS_LOST,
                    UNASSIGNED_RANGE,
                    MISSING_FIELD,
                    OTHER_WIDTH,
                    LISTED_ELSEWHERE,
                    UNCLOSED_QUOTE,
                    LINE_TOO_LONG,
                    CANNOT_TELL -> new ConsumerRefusal.NotANumber();
        };
    }

    /** As it stands in the accounts' side of the database. */
    UUID sealed(Database database) {
        return database.accountsNumbers().seal(e164);
    }

    static PhoneNumber opened(UUID sealed, Database database) {
        return new PhoneNumber(database.accountsNumbers().open(sealed));
    }

    /** As it is written in France, in pairs with no-break spaces: for the eyes of its owner. */
    public String spelled() {
        String national = "0" + PLAN.national(e164);
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < national.length(); i++) {
            if (i > 0 && i % 2 == 0) {
                pairs.append(NO_BREAK_SPACE);
            }
            pairs.append(national.charAt(i));
        }
        return pairs.toString();
    }

    /** The first four digits and the last two; enough for its owner to know which one is meant. */
    public String masked() {
        String spelled = spelled();
        return spelled.substring(0, 6) + "••" + NO_BREAK_SPACE + "••" + spelled.substring(11);
    }

    /** The first four digits, for one who may not learn whose it is: {@code 06 12 •• •• ••}. */
    public String beginning() {
        String masked = masked();
        return masked.substring(0, masked.length() - 2) + "••";
    }

    @Override
    public String toString() {
        return masked();
    }
}
