package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;

/** One call judged for everybody: in general by codes in the address, and with numbers for fiction; no real number gets an answer. */
final class OpenQuestionPagesIT {
    private static final String PAGE = "/puis-je-appeler";
    private static final String TRIAL = "/puis-je-appeler/essai";
    private static final String HOUR = "&day=2026-11-24&hour=11:00";

    private static List<String> answers(String page) {
        return Pattern.compile("class=\"tag [a-z]+\"><span[^>]*>.</span>([^<]+)</span>")
                .matcher(page)
                .results()
                .map(one -> one.group(1).replace('\u00a0', ' '))
                .toList();
    }

    private static String general(String query) {
        HttpResponse<String> answer = SharedServer.visitor().get(PAGE + "?" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> trial(String numbers, String... fields) {
        Map<String, String> typed = new HashMap<>(Map.of("numbers", numbers));
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        Visitor visitor = SharedServer.visitor();
        visitor.get(TRIAL);
        return visitor.post(TRIAL, typed);
    }

    @Test
    void everyCaseHasAnAnswerByTheLawOfItsHour() {
        for (Case one : Case.values()) {
            assertThat(answers(general("story=" + one.code() + "&listed=no&sector=other&relation=none" + HOUR)))
                    .as(one.code())
                    .hasSize(1);
        }
        assertThat(answers(general("story=consent&listed=yes&sector=other&relation=none" + HOUR)))
                .containsExactly("autorisé");
        assertThat(answers(general("story=consent&listed=no&subject=telecom&relation=none" + HOUR)))
                .containsExactly("autorisé");
        assertThat(answers(general("story=consent&listed=no&subject=other&relation=none" + HOUR)))
                .containsExactly("autorisé");
        String nothing = general("story=nothing&listed=no&sector=other&relation=none" + HOUR);
        assertThat(answers(nothing)).containsExactly("interdit");
        assertThat(nothing).contains("href=\"/regles/consent\"", "réservé à la fiction");
        String sunday = general("story=consent&sector=other&day=2026-11-22&hour=11:00");
        assertThat(sunday).contains("href=\"/regles/calling-hours\"");
        assertThat(answers(general("story=nothing&listed=yes&sector=other&day=2018-06-12&hour=11:00")))
                .containsExactly("interdit");
        assertThat(answers(general("story=nothing&listed=no&sector=other&day=2018-06-12&hour=21:00")))
                .containsExactly("autorisé");
    }

    @Test
    void aConsentThatACompanyClaimsAfterARefusalWaitsForThePersonsConfirmation() {
        String december = "&listed=no&sector=other&relation=none&day=2026-12-08&hour=11:00";
        String claimed = general("story=claimed-since" + december);
        assertThat(answers(claimed)).containsExactly("interdit");
        assertThat(claimed).contains("href=\"/regles/no-call-after-objection\"", "le lien de ce consentement");
        assertThat(answers(general("story=consent-since" + december))).containsExactly("autorisé");
        assertThat(answers(general("story=claimed-since&listed=no&sector=other&relation=none" + HOUR)))
                .as("before December 2026")
                .containsExactly("autorisé");
    }

    @Test
    void wrongCodeIsNamedBesideItsField() {
        for (String wrong : List.of(
                "story=x&sector=other",
                "story=nothing",
                "story=nothing&sector=x",
                "story=nothing&subject=x",
                "story=nothing&sector=other&relation=x",
                "story=nothing&sector=other&day=demain",
                "story=nothing&sector=other&hour=25:00")) {
            HttpResponse<String> answer = SharedServer.visitor().get(PAGE + "?" + wrong);
            assertThat(answer.body()).as(wrong).doesNotContain("id=\"answers\"");
            assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
        }
    }

    @Test
    void numberInTheAddressIsNotLookedAt() {
        assertThat(SharedServer.visitor().get(PAGE + "?numbers=0639980001").body())
                .doesNotContain("0639980001", "id=\"answers\"");
        assertThat(SharedServer.visitor().get(TRIAL + "?numbers=0639980001").body())
                .doesNotContain("0639980001", "id=\"answers\"");
    }

    @Test
    void numbersForFictionAreJudgedAndNoOthers() {
        String page = trial(
                        "06 39 98 10 02\n0639980002\n01 23 45 67 89\n0639980001/0639980002\nbonjour",
                        "sector",
                        "other",
                        "day",
                        "2026-11-24",
                        "hour",
                        "11:00")
                .body();
        assertThat(answers(page))
                .containsExactly(
                        "autorisé",
                        "interdit",
                        "impossible à dire : ne pas appeler",
                        "impossible à dire : ne pas appeler",
                        "impossible à dire : ne pas appeler");
        assertThat(page).contains("Plusieurs numéros à la fois");
        assertThat(trial("0639980001\n".repeat(21), "sector", "other").statusCode())
                .isEqualTo(422);
        assertThat(trial("0639980001").body()).contains("id=\"subject-error\"");
        assertThat(trial("0639980001", "campaign", "00000000-0000-0000-0000-000000000000", "sector", "other")
                        .statusCode())
                .isEqualTo(200);
    }
}
