package org.openbloctel.server.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.AuditTrail.Filter;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-ins, failures, refusals and keys are in the security log, what was typed is not, and reading it is audited. */
final class SecurityLogPagesIT {
    private static final String PAGE = "/operateur/journal-securite";
    private static final ServerFixture SERVER = SharedServer.get();

    private final SecurityLog log = SERVER.bean(SecurityLog.class);

    @Test
    void signInAndItsFailuresAreNotedWithoutWhatWasTyped() {
        Person person = Person.owner();
        String actor = "member:" + person.id();
        String typed = "zz" + UUID.randomUUID() + "@example.org";
        int unknown = found("member:unknown").size();
        Visitor visitor = SharedServer.visitor();
        visitor.get("/pro/connexion");
        visitor.post("/pro/connexion", Map.of("email", person.email(), "password", "faux mot 0639980001"));
        visitor.post("/pro/connexion", Map.of("email", typed, "password", "faux mot 0639980001"));
        visitor.post("/pro/connexion", Map.of("email", "06 39 98 00 01", "password", "faux mot 0639980001"));
        visitor.post("/pro/connexion", Map.of("email", person.email(), "password", Person.PASSWORD));
        visitor.get("/pro/second-facteur");
        visitor.post("/pro/second-facteur", Map.of("code", "000000"));
        visitor.get("/pro/second-facteur");
        visitor.post("/pro/second-facteur", Map.of("code", person.code()));
        assertThat(kinds(actor))
                .containsExactly(Kind.SIGNED_IN, Kind.FACTOR_FAILED, Kind.PASSWORD_GIVEN, Kind.SIGN_IN_FAILED);
        assertThat(found("member:unknown")).hasSizeGreaterThan(unknown);
        assertThat(found(actor)).allSatisfy(event -> {
            assertThat(event.network()).matches("10(\\.[0-9]{1,3}){3}");
            assertThat(event.device()).isEqualTo("Java");
        });
        String all = JdbcClient.create(SERVER.database().owner())
                .sql("select coalesce(string_agg(e::text, ' '), '') from accounts.security_event e")
                .query(String.class)
                .single();
        assertThat(all).contains(actor).doesNotContain(typed, person.email(), "0639980001", "06 39", "faux");
    }

    @Test
    void signInsOfEverySpaceAndTheirFailuresAreNoted() {
        for (Person person : List.of(Person.owner(), Person.staff(), Person.inspector(SignedIn.Rank.INSPECTOR))) {
            String door = person.root() + "/connexion";
            Visitor visitor = SharedServer.visitor();
            visitor.get(door);
            visitor.post(door, Map.of("email", person.email(), "password", "faux"));
            visitor.post(door, Map.of("email", person.email(), "password", Person.PASSWORD));
            visitor.get(person.root() + "/second-facteur");
            visitor.post(person.root() + "/second-facteur", Map.of("code", person.code()));
            assertThat(kinds(person.actor()))
                    .as(person.actor())
                    .containsExactly(Kind.SIGNED_IN, Kind.PASSWORD_GIVEN, Kind.SIGN_IN_FAILED);
        }
        int failed = found("consumer:unknown").size();
        Visitor stranger = SharedServer.visitor();
        stranger.get("/espace/connexion");
        stranger.post("/espace/ouvrir", Map.of("jeton", "AAAA"));
        assertThat(found("consumer:unknown")).hasSizeGreaterThan(failed);
    }

    /** Wrong factors at step-up, wrong proofs and old passwords, which a stolen session tries. */
    @Test
    void wrongProofsInASessionAreNotedAndTheThirdIsMailedToTheHolder() {
        for (Person person : List.of(Person.owner(), Person.staff())) {
            Visitor thief = person.withSessionAlone();
            String root = person.root();
            thief.get(root + "/second-facteur/a-nouveau");
            assertThat(thief.post(root + "/second-facteur/a-nouveau", Map.of("code", "000000"))
                            .statusCode())
                    .isEqualTo(422);
            thief.post(root + "/securite/codes", Map.of("code", "000000"));
            assertThat(Person.mails(person.email())).doesNotContain("company/wrong-proofs");
            thief.post(root + "/securite/application", Map.of("answer", "{}"));
            assertThat(Person.mails(person.email())).containsOnlyOnce("company/wrong-proofs");
            thief.post(
                    root + "/securite/mot-de-passe",
                    Map.of("old", "faux", "password", "Quatre chevaux gris dans un pré"));
            assertThat(person.audited()).doesNotContain("credential.recovery-codes-renewed");
            List<SecurityEvent> found = found(person.actor());
            assertThat(found.stream().limit(3))
                    .extracting(event -> event.kind() + " " + event.subject())
                    .containsExactly(
                            "PASSWORD_FAILED BT-0110 " + root,
                            "FACTOR_FAILED BT-0115 " + root,
                            "FACTOR_FAILED BT-0111 " + root);
            assertThat(repeats(person.actor())).as("two equal ones").containsExactly(1L, 1L, 1L, 1L);
        }
    }

    /** The numbers of the latest four rows, a minute later. */
    private List<Long> repeats(String actor) {
        SERVER.clock().move(Duration.ofMinutes(1));
        log.flush();
        return log.find(new SecurityLog.Filter("", actor, ""), Long.MAX_VALUE, 4).stream()
                .map(one -> one.timed().times())
                .toList();
    }

    @Test
    void refusedPageAndUnknownKeyAreNoted() throws Exception {
        Person owner = Person.owner();
        Visitor member = owner.signedIn();
        assertThat(member.get("/operateur/journal").statusCode()).isEqualTo(403);
        assertThat(found("member:" + owner.id()))
                .anySatisfy(event -> assertThat(event.subject()).matches("BT-[0-9]{4} /operateur"));
        SERVER.clock().move(Duration.ofMinutes(1));
        int before = found("key:unknown").size();
        assertThat(check("obl_live_nothing").statusCode()).isEqualTo(401);
        assertThat(found("key:unknown")).hasSizeGreaterThan(before);
    }

    @Test
    void pageIsFilteredAndEachReadingIsAuditedWithoutWhatWasTyped() {
        String actor = "member:" + UUID.randomUUID();
        for (int i = 0; i < 60; i++) {
            log.record(new SecurityEvent(
                    Kind.DOWNLOADED, actor, "submission:" + UUID.randomUUID() + " callable", "192.0.2.7", "curl"));
        }
        log.flush();
        Person staff = Person.staff();
        Visitor visitor = staff.signedIn();
        String page = visitor.get(PAGE + "?kind=DOWNLOADED&actor=" + actor).body();
        assertThat(rows(page)).isEqualTo(50);
        assertThat(page)
                .contains("Journal de sécurité", "192.0.2.7", "Téléchargement", "callable")
                .contains("before=");
        assertThat(rows(visitor.get(PAGE + "?kind=SIGNED_IN&actor=" + actor).body()))
                .isZero();
        assertThat(rows(visitor.get(PAGE + "?network=192.0.2.7&actor=" + actor).body()))
                .isEqualTo(50);
        visitor.get(PAGE + "?actor=06+39+98+00+01&network=camille@example.org&kind=x");
        List<AuditEntry> read = SERVER
                .bean(AuditTrail.class)
                .find(new Filter("staff:" + staff.id(), "security.read", ""), Long.MAX_VALUE, 10)
                .stream()
                .map(AuditEntry.Recorded::entry)
                .toList();
        assertThat(read)
                .extracting(AuditEntry::details)
                .containsExactly(
                        Map.of(),
                        Map.of("network", "192.0.2.7", "actor", actor),
                        Map.of("kind", "SIGNED_IN", "actor", actor),
                        Map.of("kind", "DOWNLOADED", "actor", actor));
        assertThat(Person.owner().signedIn().get(PAGE).statusCode()).isEqualTo(403);
    }

    @Test
    void useOfAKeyIsCountedAndShown() throws Exception {
        Caller caller = new Caller(SERVER, "000000307", "Clés (fictif)").withPlan(1_000, 1_000);
        String token = caller.key("obl_live_securitylog", "checks");
        Visitor visitor = Person.staff().signedIn();
        for (int i = 0; i < 3; i++) {
            assertThat(check(token).statusCode()).isEqualTo(200);
        }
        log.flush();
        String key = JdbcClient.create(SERVER.database().owner())
                .sql("select 'key:' || id from accounts.api_key where company = ?")
                .param(caller.company())
                .query(String.class)
                .single();
        assertThat(log.uses(key, 5)).hasSize(1).first().satisfies(use -> {
            assertThat(use.requests()).isEqualTo(3);
            assertThat(use.numbers()).isEqualTo(6);
        });
        assertThat(visitor.get(PAGE + "?actor=" + key).body()).contains("Usage de cette clé par jour", "Clé utilisée");
    }

    private static HttpResponse<String> check(String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(SERVER.address().resolve("/api/v1/checks"))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"numbers\":[\"0639980001\",\"0639980002\"]}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private List<SecurityEvent> found(String actor) {
        log.flush();
        return log.find(new SecurityLog.Filter("", actor, ""), Long.MAX_VALUE, 1_000).stream()
                .map(one -> one.timed().event())
                .toList();
    }

    private List<Kind> kinds(String actor) {
        return found(actor).stream().map(SecurityEvent::kind).toList();
    }

    private static long rows(String page) {
        return Pattern.compile("(?s)<tbody>(.*?)</tbody>")
                .matcher(page)
                .results()
                .flatMap(body -> Pattern.compile("<tr").matcher(body.group(1)).results())
                .count();
    }
}
