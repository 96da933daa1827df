package org.openbloctel.registry.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;

/** Why rules would leave a campaign alone. Which rules do is the law's business, day by day. */
public enum ExemptionGround {
    /** All who are called have a running contract, and the calls are about its object. */
    CONTRACT,
    /** All are called as professionals. */
    B2B,
    /** Newspapers and magazines. */
    PRESS,
    /** A poll or a survey without a commercial aim. */
    POLL,
    /** A non-profit without a commercial aim. */
    NON_PROFIT;

    /** As it stands in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ExemptionGround> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    /** The ground without which a sector cannot be claimed; null for all others. */
    static @Nullable ExemptionGround neededFor(Sector sector) {
        return switch (sector) {
            case PRESS -> PRESS;
            case POLL -> POLL;
            case NON_PROFIT -> NON_PROFIT;
            case ENERGY_RENOVATION, HOME_ADAPTATION, CPF, INSURANCE, OTHER -> null;
        };
    }

    /** Whether it can be claimed for a sector. */
    boolean fits(Sector sector) {
        return switch (this) {
            case CONTRACT, B2B -> neededFor(sector) == null;
            case PRESS, POLL, NON_PROFIT -> neededFor(sector) == this;
        };
    }
}
