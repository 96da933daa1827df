package org.openbloctel.registry.calls.consent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consents that companies claim, in tests: nothing that the law asks for is missing. */
public final class Claims {
    private Claims() {}

    /** A claim of the company itself, which no other company may use. */
    public static ClaimedConsent of(
            String reference, String number, String goods, String sector, String givenAt, String until) {
        return of(reference, number, null, List.of(), goods, sector, givenAt, until);
    }

    /** A claim for a principal, null for the company itself, which third parties may use too. */
    public static ClaimedConsent of(
            String reference,
            String number,
            @Nullable String principal,
            List<String> thirdParties,
            String goods,
            String sector,
            String givenAt,
            String until) {
        return new ClaimedConsent(
                reference,
                number,
                givenAt,
                until,
                principal,
                thirdParties,
                goods,
                List.of(sector),
                null,
                "J’accepte d’être appelé",
                "web",
                true,
                true,
                true,
                "sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450",
                null);
    }

    /** A claim again, of the company itself, with a subject. */
    public static ClaimedConsent withSubject(ClaimedConsent claim, String subject) {
        return new ClaimedConsent(
                claim.reference(),
                claim.number(),
                claim.givenAt(),
                claim.until(),
                null,
                claim.thirdParties(),
                claim.goods(),
                claim.sectors(),
                subject,
                claim.text(),
                claim.channel(),
                true,
                true,
                true,
                claim.evidence(),
                null);
    }
}
