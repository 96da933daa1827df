package org.openbloctel.server.platform.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openbloctel.registry.platform.security.SecurityEvent;
import tools.jackson.databind.json.JsonMapper;

/** An event as one line of JSON, as files and messages have it: docs/operations.md. Stateless. */
final class EventJson {
    private EventJson() {}

    static String line(SecurityEvent.Timed timed) {
        SecurityEvent event = timed.event();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", timed.at().toString());
        fields.put("kind", event.kind().label());
        fields.put("level", event.kind().warning() ? "warning" : "info");
        fields.put("actor", event.actor());
        fields.put("subject", event.subject());
        fields.put("network", event.network());
        fields.put("device", event.device());
        fields.values().removeIf(""::equals);
        if (timed.times() > 1) {
            fields.put("times", timed.times());
        }
        return JsonMapper.shared().writeValueAsString(fields);
    }
}
