package org.openbloctel.server.calls.call;

import java.util.List;
import java.util.Set;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.server.platform.programs.JsonBody;
import tools.jackson.databind.JsonNode;

/** Reads the calls of a report. Stateless. */
final class ToldCallJson {
    private static final Set<String> TOLD = JsonBody.sorted("id", "number", "at", "campaign", "outcome", "agreedAt");

    private ToldCallJson() {}

    /** All calls of a body; one that cannot be read has a fault. */
    static List<CallReports.Told> told(byte[] body) {
        return JsonBody.items(
                body,
                "calls",
                ToldCallJson::told,
                (call, fault) -> new CallReports.Told(JsonBody.named(call, "id"), null, null, null, null, null, fault));
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
