package org.openbloctel.server.calls.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages say what the law makes of a campaign, before it is saved and ever after, above the cover of its files. */
final class CampaignOutlookPagesIT {
    private static final String NEW = "/pro/campagnes/nouvelle";
    private static final String FORBIDDEN = "Campagne interdite.";
    private static final Map<String, String> TYPED = Map.of(
            "name", "Isolation des combles",
            "sector", "energy-renovation",
            "startsOn", "2026-11-24",
            "endsOn", "2027-02-24");

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(); // a Tuesday, 15:05 in Paris
        JdbcClient.create(server.database().owner())
                .sql("update accounts.subject_start set since = cast('2026-11-20' as date)")
                .update();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> declare(Visitor by, String... fields) {
        Map<String, String> typed = new HashMap<>(TYPED);
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        by.get(NEW);
        return by.post(NEW, typed);
    }

    private static String page(HttpResponse<String> declared) {
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(302);
        return declared.headers().firstValue("Location").orElseThrow();
    }

    private static String confirmation(String body) {
        Matcher button =
                Pattern.compile("name=\"confirmed\" value=\"([^\"]+)\"").matcher(body);
        assertThat(button.find()).as(body).isTrue();
        return button.group(1);
    }

    @Test
    void aForbiddenCampaignSaysSoBeforeItIsSavedAndIsSavedOnlyOnceThatIsConfirmed() {
        Caller caller = new Caller(server, "000000018", "Combles & Fils");
        Visitor visitor = server.visitor(caller.owner(true));
        HttpResponse<String> warned = declare(visitor);
        assertThat(warned.statusCode()).isEqualTo(422);
        assertThat(warned.body())
                .contains(FORBIDDEN, "/regles/energy-renovation-ban", "R.223-4", "Enregistrer quand même")
                .contains("demandé à être rappelée", "value=\"Isolation des combles\"")
                .doesNotContain(
                        "contrat en cours avec le donneur d’ordre, et l’appel porte sur l’objet de ce contrat</li>");
        assertThat(visitor.get("/pro/campagnes").body()).as("nothing is saved").doesNotContain("Isolation");
        String confirmation = confirmation(warned.body());
        HttpResponse<String> other = declare(visitor, "sector", "home-adaptation", "confirmed", confirmation);
        assertThat(other.statusCode())
                .as("another campaign than the one confirmed")
                .isEqualTo(422);
        assertThat(other.body()).contains("/regles/home-adaptation-ban");
        assertThat(declare(visitor, "name", "", "confirmed", confirmation).statusCode())
                .isEqualTo(422);
        String page = page(declare(visitor, "confirmed", confirmation));
        String body = visitor.get(page).body();
        assertThat(body).contains(FORBIDDEN, "/regles/energy-renovation-ban");
        assertThat(body.indexOf(FORBIDDEN)).isLessThan(body.indexOf("Sa couverture"));
        assertThat(visitor.speaks("en").get(page).body())
                .contains("Forbidden campaign.", "forbidden, even with consent", "asked to be called back");
    }

    @Test
    void coverNeverSoundsLikeAPermissionUnderABan() {
        Caller caller = new Caller(server, "000000026", "Pompes à chaleur").withPlan(1_000, 10_000);
        Visitor visitor = server.visitor(caller.owner(true));
        String page =
                page(declare(visitor, "confirmed", confirmation(declare(visitor).body())));
        assertThat(visitor.get(page).body()).contains("Une vérification ne rendrait pas ces appels permis");
        Program program = new Program(server.address(), caller.key("obl_live_outlookpages", "submissions"));
        String id = page.substring(page.lastIndexOf('/') + 1);
        program.settled(program.submitted("a.csv", "&campaign=" + id, Program.bytes("0639980001\n0639980002\n"))
                .get("id")
                .asString());
        for (String where : new String[] {page, "/pro/campagnes", "/pro"}) {
            assertThat(visitor.get(where).body())
                    .as(where)
                    .contains("fichiers vérifiés")
                    .containsPattern("tag error\"[^\n]*interdite|notice outlook error")
                    .doesNotContain(
                            ">couverte<", "tag success\"><span class=\"icon\" aria-hidden=\"true\">✓</span>couverte");
        }
        assertThat(visitor.get("/pro/campagnes/liste.csv").body())
                .contains(id + ";fichiers vérifiés;2026-12-24;interdite\r\n");
        assertThat(visitor.get("/pro/puis-je-appeler?campagne=" + id).body())
                .contains(FORBIDDEN, "/regles/energy-renovation-ban");
        assertThat(visitor.get("/pro/puis-je-appeler?campagne=x").body()).doesNotContain("notice outlook");
        Caller stranger = new Caller(server, "000000034", "Curieux");
        assertThat(server.visitor(stranger.owner(true))
                        .get("/pro/puis-je-appeler?campagne=" + id)
                        .body())
                .doesNotContain("notice outlook");
    }

    @Test
    void withoutAnExemptionOnlyPeopleWithAConsentForTheSectorMayBeCalled() {
        Visitor visitor = server.visitor(new Caller(server, "000000042", "Assureur").owner(true));
        String body = visitor.get(page(declare(visitor, "sector", "insurance"))).body();
        assertThat(body)
                .contains("Possible avec consentement.", "consentement est enregistré pour ce sujet", "Assurance")
                .contains("/pro/consentements", "/regles/consent")
                .contains("lesquels n’y sont pas inscrits")
                .doesNotContain(FORBIDDEN);
        body = visitor.get(page(declare(visitor, "sector", "other", "ground", "b2b", "evidence", "Annuaire")))
                .body();
        assertThat(body).contains("Campagne possible.").doesNotContain("avec consentement.");
    }

    @Test
    void oncePeopleAreOnRecordThePageSaysHowManyNumbersMayBeCalled() {
        Caller caller = new Caller(server, "000000067", "Trois sur dix").withPlan(1_000, 10_000);
        Visitor visitor = server.visitor(caller.owner(true));
        String page = page(declare(visitor, "sector", "other"));
        String id = page.substring(page.lastIndexOf('/') + 1);
        Program program = new Program(server.address(), caller.key("obl_live_threeoften", "submissions", "consents"));
        submit(program, id);
        assertThat(visitor.get(page).body())
                .contains("Possible pour aucune ligne sur 10.", "loi du jour, pour la campagne");
        String claims = IntStream.range(1, 4)
                .mapToObj(CampaignOutlookPagesIT::claim)
                .collect(Collectors.joining(",", "{\"consents\":[", "]}"));
        HttpResponse<byte[]> taken = program.send(
                "POST", "/api/v1/consents", BodyPublishers.ofString(claims), "Content-Type", "application/json");
        assertThat(Program.text(taken)).contains("NEW").doesNotContain("problem");
        submit(program, id);
        assertThat(visitor.get(page).body())
                .contains("Possible pour 3\u00a0lignes sur 10.", "/pro/consentements")
                .doesNotContain("liste seule");
        assertThat(visitor.get("/pro/campagnes").body()).contains("avec consentement", "3\u00a0lignes sur 10");
        assertThat(visitor.get("/pro/puis-je-appeler?campagne=" + id).body())
                .contains("Possible pour 3\u00a0lignes sur 10.");
        assertThat(visitor.get(page).body()).contains("Jusqu’au 19\u00a0décembre 2026 inclus, ses appels sont jugés");
        server.clock().move(Duration.ofDays(27));
        try {
            Visitor later = server.visitor(caller.owner(true));
            for (String where : new String[] {page, "/pro/campagnes"}) {
                assertThat(later.get(where).body())
                        .as("after the thirty days, %s", where)
                        .contains("Depuis le 20\u00a0décembre 2026, la réponse pour ses appels est")
                        .doesNotContain("Jusqu’au 19\u00a0décembre 2026", "3\u00a0lignes sur 10");
            }
            assertThat(later.get(page + "/sujet").body()).contains("Depuis le 20\u00a0décembre 2026, la réponse");
            assertThat(later.speaks("en").get(page).body())
                    .contains("Since 20\u00a0December 2026 the answer for its calls has been “cannot tell”");
        } finally {
            server.clock().move(Duration.ofDays(-27));
        }
    }

    private static void submit(Program program, String campaign) {
        String lines =
                IntStream.range(1, 11).mapToObj("06399800%02d\n"::formatted).collect(Collectors.joining());
        program.settled(program.submitted("a.csv", "&campaign=" + campaign, Program.bytes(lines))
                .get("id")
                .asString());
    }

    private static String claim(int n) {
        return """
                {"reference":"r-%d","number":"063998000%d","givenAt":"2026-11-24T15:00:00+01:00",
                "until":"2027-11-24T15:00:00+01:00","thirdParties":[],"goods":"fenêtres","sectors":["other"],
                "text":"J’accepte d’être appelé","channel":"web","positiveAct":true,"withdrawalExplained":true,
                "proofOffered":true,
                "evidence":"sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef45%d"}""".formatted(n, n, n);
    }

    @Test
    void daysUnderTwoLawsHaveAnAnswerEach() {
        Visitor visitor = server.visitor(new Caller(server, "000000059", "Adaptation").owner(true));
        String body = visitor.get(page(declare(
                        visitor, "sector", "home-adaptation", "startsOn", "2026-07-01", "endsOn", "2026-09-30")))
                .body();
        assertThat(body).as("over: all its days").contains("Campagne possible.", FORBIDDEN);
        assertThat(body)
                .contains(
                        "/regles/opposition-list",
                        "Du 1er\u00a0juillet 2026 au 10\u00a0août 2026",
                        "/regles/home-adaptation-ban");
    }
}
