package org.openbloctel.server.service.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Incidents over HTTP: written by the operator's people, on every page while they last, and in the history. */
final class IncidentPagesIT {
    private static final String NEW = "/operateur/incidents/nouveau";

    private static Map<String, String> typed() {
        return new HashMap<>(Map.of(
                "titleFr",
                "Codes <b>en retard</b>",
                "titleEn",
                "Late codes",
                "textFr",
                "Patientez.",
                "textEn",
                "Please wait.",
                "day",
                LegalCalendar.today(SharedServer.get().clock()).minusDays(1).toString(),
                "hour",
                "14:05"));
    }

    @Test
    void incidentStandsOnEveryPageUntilItEnds() {
        Visitor staff = Person.staff().signedIn();
        staff.get(NEW);
        String page = way(staff.post(NEW, typed()));
        assertThat(page).startsWith("/operateur/incidents/");
        try {
            for (String path : new String[] {"/", "/signaler", "/statut", "/pas/de/page"}) {
                assertThat(SharedServer.visitor().get(path).body())
                        .as(path)
                        .contains("class=\"incidents\"", "Codes &lt;b&gt;en retard&lt;/b&gt;")
                        .doesNotContain("<b>en retard");
            }
            assertThat(SharedServer.visitor()
                            .with("Accept-Language", "en")
                            .get("/")
                            .body())
                    .contains("Late codes");
            JsonNode open = incident();
            assertThat(open.get("title").get("en").asString()).isEqualTo("Late codes");
            assertThat(open.get("updates").get(0).get("text").get("fr").asString())
                    .isEqualTo("Patientez.");
            assertThat(open.get("endedAt").isNull()).isTrue();
        } finally {
            assertThat(way(staff.post(page, Map.of("textFr", "Fini.", "textEn", "Over.", "over", "true"))))
                    .isEqualTo(page);
        }
        assertThat(SharedServer.visitor().get("/").body()).doesNotContain("class=\"incidents\"");
        assertThat(SharedServer.visitor().get("/statut").body()).contains("Fini.", "Patientez.", "Terminé");
        assertThat(staff.get(page).body()).doesNotContain("name=\"textFr\"");
        assertThat(staff.get("/operateur/incidents").body()).contains(page);
        assertThat(staff.post(page, Map.of("textFr", "Encore.", "textEn", "Again."))
                        .statusCode())
                .isEqualTo(409);
    }

    private static JsonNode incident() {
        String body = SharedServer.visitor()
                .with("Accept", "application/json")
                .get("/statut")
                .body();
        return JsonMapper.shared().readTree(body).get("incidents").get(0);
    }

    @Test
    void formNamesTheFieldThatIsWrong() {
        Visitor staff = Person.staff().signedIn();
        staff.get(NEW);
        for (String field : new String[] {"titleFr", "titleEn", "textFr", "textEn"}) {
            Map<String, String> form = typed();
            form.put(field, " ");
            RefusedForm.assertThatItNames(staff.post(NEW, form), field);
        }
        Map<String, String> wordless = typed();
        List.of("titleFr", "titleEn", "textFr", "textEn").forEach(field -> wordless.put(field, " "));
        RefusedForm.assertThatItNames(staff.post(NEW, wordless), "titleFr", "titleEn", "textFr", "textEn");
        for (String[] start : new String[][] {{"2999-01-01", "10:00"}, {"hier", "10:00"}, {"2026-02-30", "x"}}) {
            Map<String, String> form = typed();
            form.put("day", start[0]);
            form.put("hour", start[1]);
            RefusedForm.assertThatItNames(staff.post(NEW, form), "day");
        }
        assertThat(SharedServer.visitor().get("/").body()).doesNotContain("class=\"incidents\"");
        assertThat(staff.get("/operateur/incidents/00000000-0000-4000-8000-000000000000")
                        .statusCode())
                .isEqualTo(404);
    }
}
