package org.openbloctel.registry.authority.complaint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;

/**
 * What a call was about, in words that a person who was called knows: the wider of the law's subjects, whose sectors they have, and one for
 * a call that ended too early.
 */
public enum Subject {
    ENERGY_RENOVATION,
    HOME_ADAPTATION,
    TRAINING,
    INSURANCE,
    BANK,
    ENERGY_SUPPLY,
    TELECOM,
    HEALTH,
    REAL_ESTATE,
    VEHICLE,
    HOME_SERVICES,
    PRESS,
    POLL,
    NON_PROFIT,
    OTHER,
    /** The call ended before that was said. */
    UNKNOWN;

    /** As it stands in forms. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The subject of a code. */
    public static Optional<Subject> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** The sector as the law distinguishes them; null when it is not known. */
    @Nullable
    Sector sector() {
        return org.openbloctel.law.Subject.of(code())
                .map(org.openbloctel.law.Subject::sector)
                .orElse(null);
    }
}
