package org.openbloctel.law;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a call is about, as far as the law distinguishes. */
public enum Sector {
    /** Works and equipment that save energy, or make it from renewable sources. */
    ENERGY_RENOVATION,
    /** Adapting homes to age or disability. */
    HOME_ADAPTATION,
    /** The personal training account. */
    CPF,
    /** Insurance contracts. */
    INSURANCE,
    /** Newspapers and magazines. */
    PRESS,
    /** Polls and surveys. */
    POLL,
    /** Non-profits. */
    NON_PROFIT,
    /** None of these: to be said, for what is not said is not known. */
    OTHER;

    /** As it stands in files and in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Sector> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    int exemptions() {
        return switch (this) {
            case PRESS -> Exemption.PRESS.bit();
            case POLL -> Exemption.POLL.bit();
            case NON_PROFIT -> Exemption.NON_PROFIT.bit();
            case ENERGY_RENOVATION, HOME_ADAPTATION, CPF, INSURANCE, OTHER -> 0;
        };
    }
}
