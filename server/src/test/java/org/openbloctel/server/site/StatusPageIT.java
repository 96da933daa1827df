package org.openbloctel.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The status of the service is a page for people and JSON for monitors, by what they accept. */
final class StatusPageIT {
    private static HttpResponse<String> accepting(String accept) {
        Visitor visitor = SharedServer.visitor().with("Accept", accept);
        HttpResponse<String> answer = visitor.get("/statut");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void monitorsReadEachPartAsJson() {
        for (String accept : new String[] {"application/json", "application/json, text/html;q=0.5"}) {
            HttpResponse<String> answer = accepting(accept);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            JsonNode status = JsonMapper.shared().readTree(answer.body());
            assertThat(status.get("up").isBoolean()).isTrue();
            assertThat(Instant.parse(status.get("at").asString())).isNotNull();
            assertThat(status.get("parts"))
                    .extracting(part -> part.get("name").asString())
                    .containsExactly("pages", "database", "list", "submissions", "jobs");
            assertThat(status.get("parts")).allMatch(part -> part.get("up").isBoolean());
            assertThat(status.propertyNames()).containsExactly("up", "at", "parts");
        }
    }

    @Test
    void peopleReadAPage() {
        for (String accept : new String[] {"text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "text/*"}) {
            assertThat(accepting(accept).body()).contains("<!DOCTYPE html>", "<h1");
        }
    }
}
