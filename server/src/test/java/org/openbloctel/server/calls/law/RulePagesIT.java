package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.server.app.ServerFixture;

/** The law of a day and each rule, in both languages; a setting shows on the page as it is judged by. */
final class RulePagesIT {
    private static ServerFixture server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.law.refusal-pause.enforced=true");
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static HttpResponse<String> get(String path, String language) {
        try {
            return client.send(
                    HttpRequest.newBuilder(server.address().resolve(path))
                            .header("Accept-Language", language)
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String page(String path, String language) {
        HttpResponse<String> response = get(path, language);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body().replace('\u00a0', ' ');
    }

    @Test
    void todaysLawIsShownByDefaultAndThePastsByItsDay() {
        assertThat(page("/regles", "fr"))
                .contains("Depuis le 11 août 2026", "/regles/consent", "/regles/calling-hours")
                .doesNotContain("href=\"/regles/list-check\"");
        assertThat(page("/regles?jour=2018-06-12", "en"))
                .contains("/regles/opposition-list", "an existing contractual relation")
                .doesNotContain("href=\"/regles/calling-hours\"");
        assertThat(page("/regles?jour=2010-01-01", "en")).contains("No rule is known for this day");
        assertThat(get("/regles?jour=hier", "fr").statusCode()).isEqualTo(400);
    }

    @Test
    void everyRuleHasItsPageInBothLanguages() {
        for (Rule rule : LawBook.france().rules()) {
            assertThat(page("/regles/" + rule.id(), "fr"))
                    .contains(escaped(rule.title().fr()));
            assertThat(page("/regles/" + rule.id(), "en"))
                    .contains(escaped(rule.title().en()));
        }
        assertThat(get("/regles/nothing", "fr").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCallsToComeAreJudgedByStandsBelowTheReadingOfTheLaw() {
        String page = page("/regles/no-call-after-objection", "fr");
        assertThat(page.substring(page.indexOf("Appels à venir, depuis le 1er décembre 2026")))
                .contains("Levée par un consentement", "s’il est confirmé par la personne");
    }

    private static String escaped(String text) {
        return text.replace('\u00a0', ' ');
    }

    /** The files of the law name parameters and values in English, for programs. */
    @Test
    void parametersAndValuesAreInTheReadersLanguage() {
        for (Rule rule : LawBook.france().rules()) {
            String french = page("/regles/" + rule.id(), "fr");
            for (RuleVersion version : rule.versions()) {
                version.parameters()
                        .forEach(one -> assertThat(french)
                                .as("%s of %s", one.name(), rule.id())
                                .doesNotContain(">" + one.name() + "<"));
            }
            assertThat(french)
                    .as(rule.id())
                    .doesNotContainPattern(
                            "(?i)\\b(rolling|from-first|none|ongoing-related|true|false|for-ever|confirmed|monday|closed|any)\\b(?![-=\"])");
        }
        assertThat(page("/regles/calling-hours", "fr"))
                .contains("lundi, mardi, mercredi, jeudi, vendredi", "Jours fériés");
        assertThat(page("/regles/calling-hours", "en")).contains("Monday, Tuesday", "Public holidays");
    }

    @Test
    void aSettingShowsAsItIsJudgedBy() {
        assertThat(page("/regles", "en")).contains("/regles/refusal-pause");
        assertThat(page("/regles/refusal-pause", "en")).doesNotContain("Not applied");
        assertThat(page("/regles/opposition-list", "en")).contains("Not applied");
    }
}
