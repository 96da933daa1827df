package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** A few numbers judged on a page: each with its answer, its reasons, its next hour; nothing is kept. */
final class QuestionPagesIT {
    private static final String PAGE = "/pro/puis-je-appeler";
    private static final String NUMBERS = "0639980001\n+33 6 39 98 00 02\n\n3639\nbonjour";

    private static ServerFixture server;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start(); // a Tuesday, 15:05 in Paris
        caller = new Caller(server, "000000018", "Exemple & Fils");
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Visitor visitor() {
        Visitor visitor = server.visitor(caller.owner(true));
        visitor.get(PAGE);
        return visitor;
    }

    private static HttpResponse<String> ask(String numbers, String... fields) {
        Map<String, String> typed = new HashMap<>();
        typed.put("numbers", numbers);
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        return visitor().post(PAGE, typed);
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    private static List<String> answers(String page) {
        return found(page, "class=\"tag [a-z]+\"><span[^>]*>.</span>([^<]+)</span>");
    }

    @Test
    void eachNumberHasItsAnswerItsReasonsAndTheirArticles() {
        String page = ask(NUMBERS, "sector", "other").body();
        assertThat(found(page, "class=\"written\">([^<]+)<"))
                .containsExactly("0639980001", "+33 6 39 98 00 02", "3639", "bonjour");
        assertThat(answers(page))
                .containsExactly(
                        "interdit",
                        "interdit",
                        "impossible à dire\u00a0: ne pas appeler",
                        "impossible à dire\u00a0: ne pas appeler");
        assertThat(found(page, "href=\"/regles/([^\"]+)\"")).containsExactly("consent", "consent");
        assertThat(page)
                .contains("L.223-1, R.223-1")
                .contains("Aucune date connue")
                .doesNotContain("simulation, selon la loi");
        assertThat(visitor().get(PAGE).body()).doesNotContain("0639980001");
    }

    @Test
    void contractExcusesAndThePageSaysTheHour() {
        String page = ask("0639980002", "sector", "other", "relation", "ongoing-contract")
                .body();
        assertThat(answers(page)).containsExactly("autorisé");
        assertThat(page).contains("Rien ne s’y oppose").contains("À l’heure demandée");
    }

    @Test
    void pageNamesTheConsentThatTheAnswerRestsOn() {
        ClaimedConsent claim = Claims.of(
                "C-2026-17",
                "0639980009",
                "une mutuelle",
                "insurance",
                "2026-11-24T10:00:00+01:00",
                "2027-11-24T10:00:00+01:00");
        server.bean(Consents.class).record(caller.company(), "key:1", false, List.of(claim));
        String page = ask("0639980009", "sector", "insurance").body();
        assertThat(answers(page)).containsExactly("autorisé");
        assertThat(page)
                .contains("Consentement C-2026-17, donné le 24\u00a0novembre 2026", "Assurance (une mutuelle)")
                .contains("non confirmé par la personne")
                .doesNotContain("Rien ne s’y oppose");
        String other = ask("0639980009", "sector", "other").body();
        assertThat(answers(other)).containsExactly("interdit");
        assertThat(other).doesNotContain("C-2026-17");
    }

    @Test
    void pastDayIsASimulationByTheLawOfThatDay() {
        String before = ask("0639980002", "sector", "other", "day", "2026-07-10", "hour", "11:00")
                .body();
        assertThat(answers(before)).containsExactly("autorisé");
        assertThat(before).contains("simulation, selon la loi");
        String listed = ask("0639980001", "sector", "other", "day", "2026-07-10", "hour", "11:00")
                .body();
        assertThat(answers(listed)).containsExactly("interdit");
        assertThat(found(listed, "href=\"/regles/([^\"]+)\"")).containsExactly("opposition-list");
        String sunday = ask("0639980002", "sector", "other", "day", "2026-07-12", "hour", "11:00")
                .body();
        assertThat(answers(sunday)).containsExactly("interdit");
        assertThat(found(sunday, "href=\"/regles/([^\"]+)\"")).containsExactly("calling-hours");
        assertThat(sunday)
                .as("no day that is over is promised")
                .contains("Aucune date connue")
                .doesNotContain("13\u00a0juillet 2026");
    }

    @Test
    void campaignSaysWhatTheCallIsAbout() {
        Campaign campaign = server.bean(Campaigns.class)
                .declare(
                        caller.company(),
                        "test",
                        new Campaigns.Terms(
                                null,
                                "Cabinets",
                                Sector.OTHER,
                                Campaign.Exemption.B2B,
                                "Registre des cabinets",
                                LocalDate.parse("2026-11-01"),
                                LocalDate.parse("2026-12-31")));
        String form = visitor().get(PAGE + "?campagne=" + campaign.id()).body();
        assertThat(form).containsPattern("<option value=\"" + campaign.id() + "\" selected");
        String page = ask("0639980002", "campaign", campaign.id().toString()).body();
        assertThat(answers(page)).containsExactly("autorisé");
        String later = ask("0639980002", "campaign", campaign.id().toString(), "day", "2027-01-05")
                .body();
        assertThat(answers(later)).containsExactly("impossible à dire\u00a0: ne pas appeler");
    }

    @Test
    void whatIsMissingOrUnreadableIsSaidBesideItsField() {
        for (Map.Entry<String, HttpResponse<String>> wrong : Map.of(
                        "numbers", ask(" \n ", "sector", "other"),
                        "subject", ask("0639980002"),
                        "day", ask("0639980002", "sector", "other", "day", "demain"),
                        "hour", ask("0639980002", "sector", "other", "hour", "25:00"))
                .entrySet()) {
            assertThat(wrong.getValue().statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(wrong.getValue().body())
                    .as(wrong.getKey())
                    .contains("id=\"" + wrong.getKey() + "-error\"")
                    .contains("aria-invalid=\"true\"")
                    .doesNotContain("id=\"answers\"");
        }
        HttpResponse<String> many = ask("0639980001\n".repeat(301), "sector", "other");
        assertThat(many.statusCode()).isEqualTo(422);
        assertThat(many.body()).contains("300").contains("id=\"numbers-error\"");
    }

    @Test
    void englishIsWhole() {
        Visitor visitor = visitor();
        visitor.speaks("en");
        String page = visitor.get(PAGE).body();
        assertThat(page).contains("May I call?").contains("What the call is about");
    }
}
