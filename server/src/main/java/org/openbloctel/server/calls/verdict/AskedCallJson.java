package org.openbloctel.server.calls.verdict;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.calls.verdict.AskedCall;
import org.openbloctel.server.platform.programs.JsonBody;
import tools.jackson.databind.JsonNode;

/**
 * Reads the calls of a request for verdicts. A field that no call has is a fault of that call: what is not read might change the answer.
 * Stateless.
 */
final class AskedCallJson {
    private static final Set<String> ASKED = JsonBody.sorted(
            "number",
            "at",
            "zone",
            "campaign",
            "sector",
            "subject",
            "goods",
            "relation",
            "relatedToContract",
            "b2b",
            "consent",
            "callerId",
            "automated",
            "assume");
    private static final Set<String> ASSUMED = JsonBody.sorted(
            "listed", "listCheckedAt", "attempts", "refusedAt", "consent", "calledBackOnRequestAt", "agreedAt");
    private static final Set<String> CONSENT =
            JsonBody.sorted("givenAt", "until", "complete", "sectors", "subject", "goods", "confirmed", "confirmedAt");

    private AskedCallJson() {}

    static List<AskedCall> asked(byte[] body) {
        return JsonBody.items(body, "calls", AskedCallJson::asked, (call, fault) -> AskedCall.unreadable(fault));
    }

    private static AskedCall asked(JsonNode call) {
        JsonBody.requireObject("", call, ASKED);
        JsonNode assume = call.get("assume");
        return new AskedCall(
                JsonBody.text("", call, "number"),
                JsonBody.text("", call, "at"),
                JsonBody.text("", call, "zone"),
                JsonBody.text("", call, "campaign"),
                JsonBody.text("", call, "sector"),
                JsonBody.text("", call, "subject"),
                JsonBody.text("", call, "goods"),
                JsonBody.text("", call, "relation"),
                JsonBody.flag("", call, "relatedToContract"),
                JsonBody.flag("", call, "b2b"),
                JsonBody.text("", call, "consent"),
                JsonBody.text("", call, "callerId"),
                JsonBody.flag("", call, "automated"),
                assume == null || assume.isNull() ? null : assumed(assume),
                null);
    }

    private static AskedCall.Assumed assumed(JsonNode assume) {
        JsonBody.requireObject("assume", assume, ASSUMED);
        JsonNode consent = assume.get("consent");
        return new AskedCall.Assumed(
                JsonBody.flag("assume.", assume, "listed"),
                JsonBody.text("assume.", assume, "listCheckedAt"),
                JsonBody.texts("assume.attempts", assume.get("attempts")),
                JsonBody.text("assume.", assume, "refusedAt"),
                consent == null || consent.isNull() ? null : consent(consent),
                JsonBody.text("assume.", assume, "calledBackOnRequestAt"),
                JsonBody.text("assume.", assume, "agreedAt"));
    }

    private static AskedCall.AssumedConsent consent(JsonNode consent) {
        JsonBody.requireObject("assume.consent", consent, CONSENT);
        return new AskedCall.AssumedConsent(
                JsonBody.text("assume.consent.", consent, "givenAt"),
                JsonBody.text("assume.consent.", consent, "until"),
                JsonBody.flag("assume.consent.", consent, "complete"),
                JsonBody.texts("assume.consent.sectors", consent.get("sectors")),
                JsonBody.text("assume.consent.", consent, "subject"),
                JsonBody.text("assume.consent.", consent, "goods"),
                JsonBody.flag("assume.consent.", consent, "confirmed"),
                JsonBody.text("assume.consent.", consent, "confirmedAt"));
    }
}
