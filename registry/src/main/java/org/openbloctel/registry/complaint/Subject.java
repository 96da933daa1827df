package org.openbloctel.registry.complaint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;

/** What a call was about, in words that a person who was called knows, and the sector of the law that it stands for. */
public enum Subject {
    ENERGY_RENOVATION(Sector.ENERGY_RENOVATION),
    HOME_ADAPTATION(Sector.HOME_ADAPTATION),
    TRAINING(Sector.CPF),
    INSURANCE(Sector.INSURANCE),
    BANK(Sector.OTHER),
    ENERGY_SUPPLY(Sector.OTHER),
    TELECOM(Sector.OTHER),
    HEALTH(Sector.OTHER),
    REAL_ESTATE(Sector.OTHER),
    VEHICLE(Sector.OTHER),
    HOME_SERVICES(Sector.OTHER),
    PRESS(Sector.PRESS),
    POLL(Sector.POLL),
    NON_PROFIT(Sector.NON_PROFIT),
    OTHER(Sector.OTHER),
    /** The call ended before that was said. */
    UNKNOWN(null);

    private final @Nullable Sector sector;

    Subject(@Nullable Sector sector) {
        this.sector = sector;
    }

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
        return sector;
    }
}
