package org.openbloctel.server.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.service.site.StatusPage.ServiceHistory;
import org.springframework.jdbc.core.simple.JdbcClient;
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
            assertThat(status.propertyNames()).containsExactly("up", "at", "parts", "incidents");
        }
    }

    /** Twice in a minute is once; and only while all parts work. */
    @Test
    void minuteInWhichAllPartsWorkIsMarked() {
        ServerFixture server = SharedServer.get();
        JdbcClient rows = JdbcClient.create(server.database().owner());
        boolean up = server.bean(ServiceHealth.class).up();
        server.bean(MinuteMarker.class).look();
        server.bean(MinuteMarker.class).look();
        Instant now = server.clock().instant();
        List<Long> minutes = rows.sql("select minutes from accounts.service_hour where hour = ?")
                .param(now.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
        long minute = 1L << now.atOffset(ZoneOffset.UTC).getMinute();
        assertThat(minutes.stream().anyMatch(mask -> (mask & minute) != 0)).isEqualTo(up);
    }

    @Test
    void interruptionsOfTheLastDaysAreShown() {
        ServerFixture server = SharedServer.get();
        LocalDate day = LegalCalendar.today(server.clock()).minusDays(3);
        JdbcClient.create(server.database().owner())
                .sql("insert into accounts.figure_day (day, figure, value, closed)"
                        + " values (:day, 'minutes', 1440, true), (:day, 'minutes-up', 1437, true)"
                        + " on conflict (day, figure, part) do update set value = excluded.value")
                .param("day", day)
                .update();
        server.bean(ServiceHistory.class).read();
        assertThat(accepting("text/html").body())
                .contains("Jours avec une interruption", "data-label=\"Minutes d’interruption\">3</td>");
    }

    @Test
    void peopleReadAPage() {
        for (String accept : new String[] {"text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "text/*"}) {
            assertThat(accepting(accept).body()).contains("<!DOCTYPE html>", "<h1");
        }
    }
}
