package org.openbloctel.server.authority.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The feed over HTTP: an inspector makes a key, a program fetches a day with it, and a revoked key opens nothing. */
final class FeedIT {
    private static final String PAGE = "/inspection/flux";
    private static final String PATH = "/api/v1/complaint-feed";
    private static final Pattern KEY = Pattern.compile("obf_feed_[A-Za-z0-9_-]{43}");

    private final Person inspector = Person.inspector(SignedIn.Rank.INSPECTOR);

    private static Program program(String key) {
        return new Program(SharedServer.get().address(), key);
    }

    /** A complaint that was received on a day on which no other test has any. */
    private static void complain(LocalDate day, String number, String caller, Subject subject) {
        Instant at = LegalCalendar.startOf(day).plusSeconds(36_000);
        Filing filing = new Filing(
                PhoneNumber.read(number),
                CallingNumber.read(caller).orElse(null),
                List.of(at),
                0,
                subject,
                false,
                null,
                null,
                List.of(),
                new Filing.Words("Mutuelle Exemple", "Des mots secrets", ""));
        Complaints.Filed filed = SharedServer.get().bean(Complaints.class).file(filing, null);
        JdbcClient.create(SharedServer.get().database().owner())
                .sql("update accounts.complaint set received_at = ? where id = ?")
                .params(at.atOffset(java.time.ZoneOffset.UTC), filed.id())
                .update();
    }

    private String makeKey(Visitor visitor) {
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(200);
        HttpResponse<String> made =
                visitor.post(PAGE, Map.of("authority", "Autorité <b>Exemple</b>", "anywhere", "true"));
        assertThat(made.body()).contains("Autorité &lt;b&gt;Exemple&lt;/b&gt;");
        Matcher key = KEY.matcher(made.body());
        assertThat(key.find()).isTrue();
        return key.group();
    }

    @Test
    void authorityFetchesADayWithTheKeyThatAnInspectorMadeAndRevokes() {
        LocalDate day =
                LegalCalendar.dayOf(SharedServer.get().clock().instant()).minusDays(400);
        complain(day, "06 39 98 78 01", "01 99 00 78 01", Subject.BANK);
        complain(day, "+262 262 78 78 78", "", Subject.UNKNOWN);
        Visitor visitor = inspector.signedIn();
        assertThat(visitor.get(PAGE).body()).contains("Créer la clé");
        RefusedForm.assertThatItNames(visitor.post(PAGE, Map.of("authority", " ")), "authority");
        String key = makeKey(visitor);
        String list = visitor.get(PAGE).body();
        assertThat(list).contains(key.substring(0, 13)).doesNotContain(key);

        HttpResponse<byte[]> csv = program(key).get(PATH + ".csv?day=" + day);
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("complaints-" + day + ".csv");
        assertThat(csv.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(Program.text(csv))
                .isEqualTo("\ufeffdate;hour;caller;subject;sector;department\r\n"
                        + day + ";10;33199007801;bank;other;\r\n" + day
                        + String.format(Locale.ROOT, ";%d;;unknown;;974\r\n", reunion(day)));
        JsonNode json = Program.json(program(key).get(PATH + "?day=" + day));
        assertThat(json.get("day").asString()).isEqualTo(day.toString());
        assertThat(json.get("calls")).hasSize(2);
        assertThat(json.toString()).doesNotContain("06399878", "33639987801", "Exemple", "secrets");
        assertThat(program(key).get(PATH).statusCode()).isEqualTo(200);

        Matcher revoke = Pattern.compile(PAGE + "/[0-9a-f-]{36}/revoquer").matcher(list);
        assertThat(revoke.find(list.indexOf(key.substring(0, 13)))).isTrue();
        assertThat(way(visitor.post(revoke.group(), Map.of()))).isEqualTo(PAGE);
        assertThat(program(key).get(PATH).statusCode()).isEqualTo(401);
        assertThat(visitor.get(PAGE).body()).contains("Révoquée");
        assertThat(inspector.audited()).contains("feed.key-made", "feed.key-revoked");
    }

    /** 10:00 in Paris, where the person is. */
    private static int reunion(LocalDate day) {
        return LegalCalendar.startOf(day)
                .plusSeconds(36_000)
                .atZone(java.time.ZoneId.of("Indian/Reunion"))
                .getHour();
    }

    @Test
    void dayThatIsNotOverOrNoDayIsRefused() {
        String key = makeKey(inspector.signedIn());
        LocalDate today = LegalCalendar.dayOf(SharedServer.get().clock().instant());
        assertThat(Program.problem(program(key).get(PATH + "?day=" + today))).isEqualTo("422 BT-0854");
        assertThat(Program.problem(program(key).get(PATH + "?day=" + today.minusYears(4))))
                .isEqualTo("422 BT-0854");
        assertThat(Program.problem(program(key).get(PATH + "?day=24/11/2026"))).isEqualTo("400 BT-0701");
    }

    @Test
    void keyOfTheFeedOpensNothingElseAndAKeyOfACompanyNoFeed() {
        String key = makeKey(inspector.signedIn());
        assertThat(Program.problem(program(key).get("/api/v1/campaigns"))).isEqualTo("403 BT-0102");
        assertThat(Program.problem(program(key).get("/api/v1/submissions"))).isEqualTo("403 BT-0102");
        Caller company = new Caller(SharedServer.get(), Person.siren(), "Exemple").withPlan(10, 10);
        String other = company.key(
                "obl_live_feed000001", "submissions", "checks", "verdicts", "calls", "consents", "webhooks");
        assertThat(Program.problem(program(other).get(PATH))).isEqualTo("403 BT-0102");
        assertThat(program("obf_feed_" + "A".repeat(43)).get(PATH).statusCode()).isEqualTo(401);
    }

    @Test
    void keyWorksFromTheNetworksThatAreNamedAlone() {
        Visitor visitor = inspector.signedIn();
        visitor.get(PAGE);
        RefusedForm.assertThatItNames(visitor.post(PAGE, Map.of("authority", "Autorité")), "networks");
        RefusedForm.assertThatItNames(
                visitor.post(PAGE, Map.of("authority", "Autorité", "networks", "192.0.2.0/33")), "networks");
        HttpResponse<String> made =
                visitor.post(PAGE, Map.of("authority", "Autorité", "networks", "192.0.2.0/24\n2001:db8::/32"));
        Matcher key = KEY.matcher(made.body());
        assertThat(key.find()).isTrue();
        assertThat(visitor.get(PAGE).body()).contains("192.0.2.0/24", "2001:db8:0:0:0:0:0:0/32");
        Map<String, Integer> answers =
                Map.of("192.0.2.9", 200, "192.0.3.9", 401, "2001:db8:1::1", 200, "2001:db9::1", 401);
        answers.forEach((from, status) -> assertThat(
                        program(key.group()).get(PATH, "X-Forwarded-For", from).statusCode())
                .as(from)
                .isEqualTo(status));
    }

    @Test
    void noOtherPersonSeesOrMakesKeys() {
        for (Visitor visitor : List.of(Person.staff().signedIn(), Person.owner().signedIn())) {
            assertThat(visitor.get(PAGE).body()).doesNotContain("Créer la clé");
            visitor.get("/aide");
            assertThat(visitor.post(PAGE, Map.of("authority", "Moi")).body()).doesNotContainPattern(KEY);
        }
    }
}
