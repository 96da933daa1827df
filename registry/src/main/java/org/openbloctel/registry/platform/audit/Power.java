package org.openbloctel.registry.platform.audit;

import java.util.List;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * What a row of the database lets a person, a program or a company do.
 *
 * @param subject its kind and id, as {@code key:7f0c…}
 * @param name what people call it; never in the trail
 * @param about the subjects of the entries by which the release before recorded that it was given
 * @param digest of all that it consists of
 */
public record Power(String subject, String name, List<String> about, String digest) {
    private static final int DIGITS = 32;

    /** Copies the subjects. */
    public Power {
        about = List.copyOf(about);
    }

    static String digest(String content) {
        return Sha256.hex(content).substring(0, DIGITS);
    }
}
