package org.openbloctel.server.calls.consent;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.KeptImport;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.openbloctel.server.platform.programs.ItemProblem;
import org.openbloctel.server.platform.programs.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes consents and withdrawals that a company enters. What lacks an item is no consent, and which item is said. */
@RestController
record ConsentApi(Consents consents, ConsentImports imports, ConsentLinks links, RefusalProse prose) {
    private static final int MAX_JSON_BYTES = 16 << 20;
    private static final Set<String> WITHDRAWAL = JsonBody.sorted("number", "principal");

    @Access(key = "consents")
    @PostMapping(path = "/api/v1/consents", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> record(SignedIn.Key key, HttpServletRequest request, Locale locale) throws IOException {
        List<Consents.Answer> answers = consents.record(
                key.company(),
                key.actor(),
                key.test(),
                ClaimedConsentJson.claims(ApiRequest.body(request, MAX_JSON_BYTES)));
        return Map.of(
                "results", answers.stream().map(answer -> shown(answer, locale)).toList());
    }

    /** The same from a file, read as it comes: each line is judged alone. */
    @Access(key = "consents")
    @PostMapping(path = "/api/v1/consents", consumes = "text/csv")
    Map<String, Object> take(SignedIn.Key key, HttpServletRequest request, Locale locale) throws IOException {
        ConsentImports.Report report = imports.take(key.company(), key.actor(), key.test(), request.getInputStream());
        return Map.of(
                "counts",
                Map.of("new", report.fresh(), "known", report.known(), "refused", report.refused()),
                // Written one by one: a hundred thousand problems are more than a server should hold at once.
                "results",
                report.lines().stream().map(line -> shown(line, locale)).iterator());
    }

    private Map<String, @Nullable Object> shown(KeptImport.Line line, Locale locale) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("line", line.line());
        shown.put("reference", line.reference());
        String code = line.code();
        if (code == null) {
            taken(shown, line.id(), line.known());
        } else {
            RefusalProse.Said said = prose.of(code, line.arguments(), locale);
            shown.put("state", "REFUSED");
            shown.put("problem", ItemProblem.of(code, said));
        }
        return shown;
    }

    @Access(key = "consents")
    @PostMapping(path = "/api/v1/consents/withdrawals", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> withdraw(SignedIn.Key key, HttpServletRequest request) throws IOException {
        JsonNode root = JsonBody.root(ApiRequest.body(request, 1 << 16), WITHDRAWAL);
        if (key.test()) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        int withdrawn = consents.withdraw(
                key.company(), key.actor(), JsonBody.text("", root, "principal"), JsonBody.text("", root, "number"));
        return Map.of("withdrawn", withdrawn);
    }

    private Map<String, @Nullable Object> shown(Consents.Answer answer, Locale locale) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("reference", answer.reference());
        if (answer.refusal() == null) {
            taken(shown, answer.id(), answer.known());
        } else {
            shown.put("state", "REFUSED");
            shown.put("problem", ItemProblem.of(prose, answer.refusal(), locale));
        }
        return shown;
    }

    /** With the link that lets the person see and withdraw this consent: withdrawing is to be as easy as giving (R. 223-3). */
    private void taken(Map<String, @Nullable Object> shown, @Nullable UUID id, boolean known) {
        shown.put("id", String.valueOf(id));
        shown.put("state", known ? "KNOWN" : "NEW");
        if (id != null) {
            shown.put("withdrawal", links.of(id));
        }
    }

    /** Reads the consents that a company enters. Stateless. */
    static final class ClaimedConsentJson {
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
}
