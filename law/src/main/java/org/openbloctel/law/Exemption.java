package org.openbloctel.law;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a rule may leave alone. Contracts are no exemption but a parameter: what they excuse depends on the call. */
public enum Exemption {
    /** The person is called as a professional. */
    B2B,
    /** Newspapers and magazines. */
    PRESS,
    /** Polls and surveys without a commercial aim. */
    POLL,
    /** Non-profits without a commercial aim. */
    NON_PROFIT;

    /** As it stands in files and in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Exemption> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    int bit() {
        return 1 << ordinal();
    }
}
