package org.openbloctel.law;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What binds the principal and the person already. */
public enum Relation {
    /** Nothing that the caller claims. */
    NONE,
    /** A contract that has ended. */
    PAST_CONTRACT,
    /** A contract that runs. */
    ONGOING_CONTRACT;

    /** As it stands in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Relation> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
