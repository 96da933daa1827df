package org.openbloctel.server.calls.call;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.server.list.lookup.KeyBinding;
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

/** Takes calls that were tried and what came of them. What is sent twice counts once, so that a client that is unsure sends it again. */
@RestController
record CallApi(CallReports reports, RefusalProse prose, KeyBinding binding) {
    private static final int MAX_BYTES = 4 << 20;

    @Access(key = "calls", bound = true)
    @PostMapping(path = "/api/v1/calls", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> report(SignedIn.Key key, HttpServletRequest request, Locale locale) throws IOException {
        List<CallReports.Told> told = ToldCallJson.told(ApiRequest.body(request, MAX_BYTES));
        told.stream()
                .filter(one -> one.fault() == null)
                .map(CallReports.Told::campaign)
                .map(Optional::ofNullable)
                .distinct()
                .forEach(campaign -> binding.require(key, campaign.orElse(null)));
        List<CallReports.Answer> answers = reports.file(key.company(), key.test(), told);
        return Map.of(
                "results", answers.stream().map(answer -> shown(answer, locale)).toList());
    }

    private Map<String, @Nullable Object> shown(CallReports.Answer answer, Locale locale) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", answer.id());
        if (answer.refusal() == null) {
            shown.put("state", answer.known() ? "KNOWN" : "NEW");
        } else {
            shown.put("state", "REFUSED");
            shown.put("problem", ItemProblem.of(prose, answer.refusal(), locale));
        }
        return shown;
    }

    /** Reads the calls of a report. Stateless. */
    static final class ToldCallJson {
        private static final Set<String> TOLD =
                JsonBody.sorted("id", "number", "at", "campaign", "outcome", "agreedAt");

        private ToldCallJson() {}

        /** All calls of a body; one that cannot be read has a fault. */
        static List<CallReports.Told> told(byte[] body) {
            return JsonBody.items(
                    body,
                    "calls",
                    ToldCallJson::told,
                    (call, fault) ->
                            new CallReports.Told(JsonBody.named(call, "id"), null, null, null, null, null, fault));
        }

        private static CallReports.Told told(JsonNode call) {
            JsonBody.requireObject("", call, TOLD);
            return new CallReports.Told(
                    JsonBody.text("", call, "id"),
                    JsonBody.text("", call, "number"),
                    JsonBody.text("", call, "at"),
                    JsonBody.text("", call, "campaign"),
                    JsonBody.text("", call, "outcome"),
                    JsonBody.text("", call, "agreedAt"),
                    null);
        }
    }
}
