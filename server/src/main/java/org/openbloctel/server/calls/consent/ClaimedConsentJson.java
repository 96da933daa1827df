package org.openbloctel.server.calls.consent;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.server.platform.programs.JsonBody;
import tools.jackson.databind.JsonNode;

/** Reads the consents that a company enters. Stateless. */
final class ClaimedConsentJson {
    private static final Set<String> CLAIMED = JsonBody.sorted(
            "reference",
            "number",
            "givenAt",
            "until",
            "principal",
            "thirdParties",
            "goods",
            "sectors",
            "subject",
            "text",
            "channel",
            "positiveAct",
            "withdrawalExplained",
            "proofOffered",
            "evidence");

    private ClaimedConsentJson() {}

    /** All consents of a body; one that cannot be read has a fault. */
    static List<ClaimedConsent> claims(byte[] body) {
        return JsonBody.items(
                body,
                "consents",
                ClaimedConsentJson::claim,
                (claim, fault) -> ClaimedConsent.unreadable(JsonBody.named(claim, "reference"), fault));
    }

    private static ClaimedConsent claim(JsonNode claim) {
        JsonBody.requireObject("", claim, CLAIMED);
        return new ClaimedConsent(
                JsonBody.text("", claim, "reference"),
                JsonBody.text("", claim, "number"),
                JsonBody.text("", claim, "givenAt"),
                JsonBody.text("", claim, "until"),
                JsonBody.text("", claim, "principal"),
                JsonBody.texts("thirdParties", claim.get("thirdParties")),
                JsonBody.text("", claim, "goods"),
                JsonBody.texts("sectors", claim.get("sectors")),
                JsonBody.text("", claim, "subject"),
                JsonBody.text("", claim, "text"),
                JsonBody.text("", claim, "channel"),
                JsonBody.flag("", claim, "positiveAct"),
                JsonBody.flag("", claim, "withdrawalExplained"),
                JsonBody.flag("", claim, "proofOffered"),
                JsonBody.text("", claim, "evidence"),
                null);
    }
}
