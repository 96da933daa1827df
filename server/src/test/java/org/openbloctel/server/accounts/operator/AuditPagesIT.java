package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.audit.TrailFinding;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit trail on its page: found by who, what and whom, leafed through without a gap, and shown as text. */
final class AuditPagesIT {
    private static final String PAGE = "/operateur/journal";

    @Test
    void entriesAreFoundByActorActionAndSubject() {
        String actor = "staff:" + UUID.randomUUID();
        String subject = "company:" + UUID.randomUUID();
        record(actor, "test.one", subject);
        record(actor, "test.two", "company:" + UUID.randomUUID());
        record("staff:" + UUID.randomUUID(), "test.one", subject);
        Visitor visitor = Person.staff().signedIn();
        assertThat(shown(visitor, "?actor=" + actor)).isEqualTo(2);
        assertThat(shown(visitor, "?subject=" + subject)).isEqualTo(2);
        assertThat(shown(visitor, "?actor=" + actor + "&action=test.one")).isEqualTo(1);
        assertThat(shown(visitor, "?actor=+" + actor + "+&subject=" + subject)).isEqualTo(1);
        assertThat(shown(visitor, "?actor=" + UUID.randomUUID())).isZero();
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndKeepTheFilter() {
        String actor = "staff:" + UUID.randomUUID();
        for (int i = 0; i < 120; i++) {
            record(actor, "test.page", "number:" + i);
        }
        Visitor visitor = Person.staff().signedIn();
        String path = PAGE + "?actor=" + actor;
        StringBuilder all = new StringBuilder();
        int pages = 0;
        long rows = 0;
        while (!path.isEmpty()) {
            String page = visitor.get(path).body();
            all.append(page);
            pages++;
            rows += rows(page);
            path = Pattern.compile("href=\"(/operateur/journal\\?[^\"]*before=[0-9]+[^\"]*)\"")
                    .matcher(page)
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .findFirst()
                    .orElse("");
            assertThat(path.isEmpty() || path.contains(actor) || path.contains(actor.replace(":", "%3A")))
                    .isTrue();
        }
        assertThat(pages).isEqualTo(3);
        assertThat(rows).isEqualTo(120);
        for (int i = 0; i < 120; i++) {
            assertThat(Pattern.compile("number:" + i + "\\b").matcher(all).find())
                    .as("entry " + i)
                    .isTrue();
        }
    }

    @Test
    void whatIsWrittenAndWhatIsAskedAreText() {
        String actor = "staff:" + UUID.randomUUID();
        SharedServer.get()
                .bean(AuditTrail.class)
                .record(new AuditEntry(
                        actor, "test.hostile", "<b>boom</b>", Map.of("<i>key</i>", "<b>boom</b> \u202e\uD83D\uDE00")));
        Visitor visitor = Person.staff().signedIn();
        assertThat(visitor.get(PAGE + "?actor=" + actor).body())
                .contains("&lt;b&gt;boom", "\uD83D\uDE00")
                .doesNotContain("<b>boom", "<i>key");
        for (String filter :
                List.of("%3Cb%3Eboom", "%25", "_", "%27%20or%20%27%27%3D%27", "%E2%80%AE", "x".repeat(5_000))) {
            HttpResponse<String> page = visitor.get(PAGE + "?actor=" + filter);
            assertThat(page.statusCode()).as(filter).isEqualTo(200);
            assertThat(page.body()).as(filter).doesNotContain("<b>boom", actor);
        }
        assertThat(visitor.get(PAGE + "?actor=%00").statusCode()).isEqualTo(400);
        for (String before : List.of("x", "99999999999999999999", "1.5")) {
            assertThat(visitor.get(PAGE + "?before=" + before).statusCode())
                    .as(before)
                    .isEqualTo(400);
        }
        for (String before : List.of("-1", "0", "9223372036854775807")) {
            assertThat(visitor.get(PAGE + "?before=" + before).statusCode())
                    .as(before)
                    .isEqualTo(200);
        }
    }

    @Test
    void detailsOfTheAuthorityAreShownToItsHeadsAlone() {
        String actor = "inspector:" + UUID.randomUUID();
        String subject = "complaint:" + UUID.randomUUID();
        AuditTrail trail = SharedServer.get().bean(AuditTrail.class);
        trail.record(new AuditEntry(actor, "inspector.changed", subject, Map.of("rank", "secret-of-rank")));
        for (String action : List.of("complaint.x", "case.x", "evidence.x", "signal.x", "feed.x")) {
            trail.record(new AuditEntry("system", action, subject, Map.of("company", "secret-of-" + action)));
        }
        trail.record(new AuditEntry("system", "person-case.x", subject, Map.of("tickets", "open-to-staff")));
        Visitor staff = Person.staff().signedIn();
        String page = staff.get(PAGE + "?subject=" + subject).body();
        assertThat(rows(page)).as("each entry is there").isEqualTo(7);
        assertThat(page)
                .contains("open-to-staff", "feed.x", "Réservé à l’autorité")
                .doesNotContain("secret-of-");
        String journal = "/inspection/journal";
        Visitor head = Person.inspector(SignedIn.Rank.HEAD).signedIn();
        assertThat(head.get("/inspection/agents").body()).contains(journal);
        assertThat(head.get(journal).body())
                .contains("secret-of-rank", "secret-of-feed.x")
                .doesNotContain("open-to-staff");
        Visitor inspector = Person.inspector(SignedIn.Rank.INSPECTOR).signedIn();
        assertThat(inspector.get("/inspection/agents").body()).doesNotContain(journal);
        for (Visitor other : List.of(staff, inspector, Person.owner().signedIn())) {
            assertThat(other.get(journal).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void chainIsCheckedOnDemand() {
        Visitor visitor = Person.staff().signedIn();
        visitor.get(PAGE);
        assertThat(way(visitor.post(PAGE + "/controle", Map.of()))).isEqualTo(PAGE);
        assertThat(visitor.get(PAGE).body()).contains("class=\"notice success\"");
        assertThat(visitor.get(PAGE).body()).as("said once").doesNotContain("class=\"notice success\"");
    }

    @Test
    void checkpointThatWasAlteredInTheDatabaseIsNamedWithWhatToDo() {
        ServerFixture server = SharedServer.get();
        server.bean(Checkpoints.class).take();
        JdbcClient owner = JdbcClient.create(server.database().owner());
        String before = owner.sql("select jws from accounts.audit_checkpoint where n = 1")
                .query(String.class)
                .single();
        owner.sql("update accounts.audit_checkpoint set jws = 'x' where n = 1").update();
        try {
            Visitor visitor = Person.staff().signedIn();
            visitor.get(PAGE);
            visitor.post(PAGE + "/controle", Map.of());
            assertThat(visitor.get(PAGE).body())
                    .contains(
                            "Le journal n’est pas intact",
                            "Le point de contrôle n°\u00a01 a été changé",
                            "copie gardée hors")
                    .doesNotContain("class=\"notice success\"");
        } finally {
            owner.sql("update accounts.audit_checkpoint set jws = ? where n = 1")
                    .param(before)
                    .update();
        }
    }

    @Test
    void everyFindingHasItsSentenceAndItsCureInBothLanguages() {
        MessageSource texts = SharedServer.get().bean(MessageSource.class);
        for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            for (TrailFinding.Kind kind : TrailFinding.Kind.values()) {
                Object[] facts = {41L, 7L, "le 27 novembre", 2};
                String sentence = texts.getMessage("portal.audit.finding." + kind, facts, locale);
                assertThat(sentence)
                        .as(kind + " " + locale)
                        .matches(".*\\b(41|7|27)\\b.*")
                        .doesNotContain("{");
                assertThat(texts.getMessage("portal.audit.cure." + kind, facts, locale))
                        .endsWith(".");
            }
        }
    }

    private static void record(String actor, String action, String subject) {
        SharedServer.get().bean(AuditTrail.class).record(new AuditEntry(actor, action, subject, Map.of()));
    }

    private static long shown(Visitor visitor, String query) {
        HttpResponse<String> page = visitor.get(PAGE + query);
        assertThat(page.statusCode()).isEqualTo(200);
        return rows(page.body());
    }

    private static long rows(String page) {
        return Pattern.compile("(?s)<tbody>(.*)</tbody>")
                .matcher(page)
                .results()
                .flatMap(body -> Pattern.compile("<tr").matcher(body.group(1)).results())
                .count();
    }
}
