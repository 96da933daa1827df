package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** What the operator sets and what the code erases by is what every page says, in both languages. */
final class RetentionTextsIT {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.submissions.days-at-most=12", "openbloctel.submissions.days-as-sent=3");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pageOnPersonalDataSaysWhatTheRulesSay() {
        RetentionTexts texts = server.bean(RetentionTexts.class);
        for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            String privacy = read(server.visitor(), locale, "/donnees-personnelles");
            String operator = read(server.visitor(server.staff()), locale, "/operateur/conservation");
            for (String rule : List.of(
                    "list",
                    "consumers",
                    "registrations",
                    "people",
                    "companies",
                    "invoices",
                    "files",
                    "certificates",
                    "audit")) {
                assertThat(privacy).as("%s %s", rule, locale).contains(spaced(texts.until(rule, locale)));
                assertThat(operator).as("%s %s", rule, locale).contains(spaced(texts.until(rule, locale)));
            }
        }
        assertThat(texts.until("audit", Locale.FRENCH)).isEqualTo("5 ans");
        assertThat(texts.until("consumers", Locale.ENGLISH)).contains("3 years", "30 days");
    }

    @Test
    void allPagesSayAlikeWhenFilesAreErased() {
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 10_000);
        for (String path : List.of("/donnees-personnelles", "/aide/fichiers-deposes", "/pro/depots/nouveau")) {
            Visitor visitor = server.visitor(caller.owner(true));
            assertThat(read(visitor, Locale.FRENCH, path))
                    .as(path)
                    .contains("au plus tard 3 jours après l’envoi", "24 heures après leur dernier téléchargement")
                    .contains("au plus tard 12 jours après la vérification");
            assertThat(read(visitor, Locale.ENGLISH, path))
                    .as(path)
                    .contains("at the latest 3 days after it was sent", "at the latest 12 days after the check");
        }
    }

    private static String read(Visitor visitor, Locale locale, String path) {
        return spaced(visitor.speaks(locale.getLanguage()).get(path).body());
    }

    private static String spaced(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
