package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.registry.accounts.company.Plan;
import org.openbloctel.registry.accounts.company.PlanVersions;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;
import org.springframework.web.util.HtmlUtils;

/** Plans and prices on the operator's page: two people, the second of whom confirms what stood on their page. */
final class PlanVersionPagesIT {
    private static final String PAGE = "/operateur/formules";
    private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"");

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.operator.two-people=true");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void newVersionIsProposedByOneAndConfirmedByAnotherWhoSawOldAndNew() {
        Visitor first = at();
        assertThat(first.get(PAGE + "?formule=small").body())
                .contains("value=\"10000\"", "value=\"350\"", "Aucun changement n’est prévu");
        Map<String, String> form = form("small", "2027-01-01", "400,50");
        assertThat(way(first.post(PAGE, form))).isEqualTo(PAGE);
        String own = plain(first.get(PAGE).body());
        assertThat(own).contains("Vous avez fait cette proposition").doesNotContain(">Confirmer<");
        HttpResponse<String> alone = first.post(PAGE + "/confirmer", Map.of("plan", "small", "digest", "x"));
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(alone.body()).contains("BT-0120");
        Visitor second = at();
        String shown = second.get(PAGE).body();
        assertThat(plain(shown))
                .contains("Petits fichiers : nouvelle version à partir du 1er janvier 2027", "350 €", "400,50 €")
                .as("the guard's budget, 250 for a euro")
                .contains("87 500", "100 125");
        Map<String, String> seen = Map.of("plan", "small", "digest", digest(shown));
        first.get(PAGE);
        first.post(PAGE, form("small", "2027-01-01", "4,50"));
        HttpResponse<String> stale = second.post(PAGE + "/confirmer", seen);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("BT-0329", "class=\"button\" href=\"" + PAGE + "\"");
        assertThat(prices("small")).containsExactly(70_000L, 35_000L);
        first.get(PAGE);
        first.post(PAGE, form);
        String again = second.get(PAGE).body();
        assertThat(way(second.post(PAGE + "/confirmer", Map.of("plan", "small", "digest", digest(again)))))
                .isEqualTo(PAGE);
        assertThat(prices("small")).containsExactly(70_000L, 35_000L, 40_050L);
        assertThat(plain(second.get(PAGE).body()))
                .contains("À venir", "depuis le 1er janvier 2027", "du 1er février 2021 au 31 décembre 2026 inclus")
                .doesNotContain("À confirmer");
    }

    @Test
    void proposalIsRefusedByAnotherOrWithdrawnByItsAuthor() {
        Visitor first = at();
        Map<String, String> end = new HashMap<>(form("single", "2027-03-01", ""));
        end.put("change", "end");
        assertThat(way(first.post(PAGE, end))).isEqualTo(PAGE);
        Visitor second = at();
        assertThat(plain(second.get(PAGE).body())).contains("À l’acte : plus de commande à partir du 1er mars 2027");
        assertThat(way(second.post(PAGE + "/refuser", Map.of("plan", "single"))))
                .isEqualTo(PAGE);
        assertThat(second.get(PAGE).body()).doesNotContain("plus de commande à partir");
        first.get(PAGE);
        first.post(PAGE, end);
        assertThat(first.get(PAGE).body()).contains("Retirer ma proposition");
        first.post(PAGE + "/refuser", Map.of("plan", "single"));
        assertThat(way(first.post(PAGE + "/refuser", Map.of("plan", "single"))))
                .as("sent twice")
                .isEqualTo(PAGE);
        assertThat(prices("single")).containsExactly(15_000L, 5_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "plan, huge",
        "validFrom, 2026-11-24",
        "validFrom, demain",
        "price, -1",
        "price, 1e9",
        "price, 0",
        "price, '1,234'",
        "linesPerSubmission, 0",
        "linesPerSubmission, douze",
        "submissionsPerYear, 99999999999",
        "submissionsPerYear, ''",
        "signupFee, x",
        "yearlyFee, 999999999999",
        "source, ' '",
        "source, 'Décision, voir 06 39 98 00 01'"
    })
    void fieldThatIsWrongIsNamedAndWhatWasTypedStays(String field, String typed) {
        Visitor visitor = at();
        Map<String, String> form = new HashMap<>(form("medium", "2027-02-01", "6000"));
        form.put(field, typed);
        HttpResponse<String> refused = visitor.post(PAGE, form);
        RefusedForm.assertThatItNames(refused, field);
        for (String kept : List.of("validFrom", "linesPerSubmission", "submissionsPerYear", "price", "source")) {
            String value = Objects.requireNonNull(form.get(kept));
            if (!value.isBlank()) {
                assertThat(HtmlUtils.htmlUnescape(RefusedForm.input(refused, kept)))
                        .contains("value=\"" + value + "\"");
            }
        }
        assertThat(prices("medium")).containsExactly(600_000L, 500_000L);
    }

    @Test
    void formsNeedAFieldAndAnAddressOfAFormLeadsBack() {
        Visitor visitor = at();
        visitor.get("/operateur");
        assertThat(visitor.post(PAGE + "/confirmer", Map.of()).statusCode()).isEqualTo(400);
        assertThat(way(visitor.get(PAGE + "/confirmer"))).isEqualTo(PAGE);
        assertThat(way(visitor.get(PAGE + "/refuser"))).isEqualTo(PAGE);
    }

    /** One person reads old beside new, too: a typing error would be the price of tomorrow. */
    @Test
    void operatorOfOnePersonConfirmsInASecondStep() {
        try (ServerFixture alone = ServerFixture.start("openbloctel.operator.two-people=false")) {
            Visitor visitor = alone.visitor(alone.staff());
            visitor.get(PAGE);
            assertThat(way(visitor.post(PAGE, form("small", "2027-01-01", "400,50"))))
                    .isEqualTo(PAGE);
            String page = visitor.get(PAGE).body();
            assertThat(plain(page))
                    .contains("puis confirmez-la sur cette page", "350 €", "400,50 €", ">Confirmer<")
                    .doesNotContain("une autre personne");
            assertThat(prices(alone, "small")).containsExactly(70_000L, 35_000L);
            visitor.post(PAGE + "/confirmer", Map.of("plan", "small", "digest", digest(page)));
            assertThat(prices(alone, "small")).containsExactly(70_000L, 35_000L, 40_050L);
        }
    }

    private static Map<String, String> form(String plan, String from, String price) {
        return Map.of(
                "plan", plan,
                "change", "version",
                "validFrom", from,
                "linesPerSubmission", "12 000",
                "submissionsPerYear", "70",
                "price", price,
                "signupFee", "",
                "yearlyFee", "",
                "source", "Arrêté d’essai");
    }

    private static String digest(String page) {
        Matcher found = DIGEST.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static List<Long> prices(String code) {
        return prices(server, code);
    }

    private static List<Long> prices(ServerFixture server, String code) {
        return server.bean(PlanVersions.class).all().stream()
                .filter(one -> one.code().equals(code))
                .map(Plan::priceCents)
                .toList();
    }

    private static String plain(String text) {
        return text.replaceAll("[\u00a0\u202f\\s]+", " ");
    }

    /** One of the operator's people, each call another one. */
    private static Visitor at() {
        Visitor visitor = server.visitor(server.staff());
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(200);
        return visitor;
    }
}
