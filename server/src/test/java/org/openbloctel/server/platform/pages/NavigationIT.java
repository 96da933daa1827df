package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No link of a page leads to a refusal or to a missing page. */
final class NavigationIT {
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)\"");

    private static ServerFixture server;
    private static Caller caller;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        Caller agent = new Caller(server, "000000026", "Centre d’appels");
        caller.mandates(agent);
        caller.key("obl_live_abcdefghijklmnop", "checks");
        // Nothing happens of which it would be told.
        server.bean(Webhooks.class)
                .make(
                        caller.company(),
                        "test",
                        new Webhooks.Wanted("https://[2001:db7::1]/", "CRM", List.of("campaign.due")),
                        null);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void memberMayFollowEveryLink(SignedIn.Role role) {
        Visitor visitor = server.visitor(caller.colleague(role));
        String before = state();
        Set<String> seen = crawl(visitor, "/pro", true);
        assertThat(state()).as("following links does nothing").isEqualTo(before);
        assertThat(seen)
                .contains("/pro/cles", "/pro/mandats", "/pro/membres", "/pro/formule", "/pro/depots", "/pro/webhooks");
        assertThat(seen.contains("/pro/depots/nouveau")).isEqualTo(role != SignedIn.Role.AUDITOR);
    }

    @Test
    void staffMayFollowEveryLink() {
        Visitor visitor = server.visitor(server.staff());
        String before = state();
        assertThat(crawl(visitor, "/operateur", true))
                .contains("/operateur/comptes/" + caller.company(), "/operateur/depots", "/operateur/journal");
        assertThat(state()).as("following links does nothing").isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void inspectorMayFollowEveryLink(SignedIn.Rank rank) {
        Visitor visitor = server.visitor(server.inspector(rank));
        String before = state();
        assertThat(crawl(visitor, "/inspection", true))
                .contains("/inspection/plaintes", "/inspection/groupes", "/inspection/agents", "/inspection/securite");
        assertThat(state()).as("following links does nothing").isEqualTo(before);
    }

    @Test
    void publicPagesOfferSomebodySignedInNoSpaceOfOthers() {
        Visitor visitor = server.visitor(caller.owner(true));
        assertThat(visitor.get("/").body()).doesNotContain("href=\"/espace\"");
        assertThat(visitor.get("/plan-du-site").body())
                .contains("href=\"/pro/cles\"")
                .doesNotContain("href=\"/espace");
        assertThat(server.visitor().get("/plan-du-site").body())
                .contains("href=\"/pro/cles\"")
                .contains("href=\"/espace\"");
    }

    /** This server has neither a mailbox nor a port for SFTP; MailboxIT sees one that has a mailbox. */
    @Test
    void waysThatAreClosedAreNotOffered() {
        Visitor visitor = server.visitor();
        assertThat(visitor.get("/professionnels").body())
                .contains("Sur ce site ou par l’API.")
                .doesNotContain("par e-mail", "par SFTP");
        assertThat(visitor.get("/aide/par-e-mail").body()).contains("ne reçoit pas de fichiers par e-mail");
        assertThat(visitor.get("/plan-du-site").body()).doesNotContain("/aide/par-e-mail");
    }

    @Test
    void everybodyMayFollowEveryLink() {
        assertThat(crawl(server.visitor(), "/"))
                .contains("/aide/api", "/regles", "/plan-du-site")
                .contains("/verifier", "/verifier-mon-inscription");
        for (String page : List.of("/professionnels", "/aide", "/plan-du-site")) {
            assertThat(server.visitor().get(page).body()).as(page).contains("href=\"/verifier\"");
        }
        for (String page : List.of("/", "/aide", "/plan-du-site")) {
            assertThat(server.visitor().get(page).body()).as(page).contains("href=\"/verifier-mon-inscription\"");
        }
    }

    @Test
    void whoHasNotGivenTheSecondFactorIsOfferedNothingThatNeedsIt() {
        Visitor visitor = server.visitor(caller.owner(false));
        assertThat(visitor.get("/aide").body())
                .doesNotContain("href=\"/pro/cles\"")
                .doesNotContain("class=\"main\"");
    }

    private static boolean isPage(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    }

    /** What is told to others or kept for good: the trail, mails, events, and what may sign in. */
    private static String state() {
        return JdbcClient.create(server.database().owner())
                .sql("""
                        select concat_ws(' ', (select count(*) from accounts.audit_entry where action <> 'security.read'),
                            (select count(*) from accounts.outbox), (select count(*) from accounts.webhook_event),
                            (select count(*) from accounts.credential), (select count(*) from accounts.api_key),
                            (select string_agg(id || ' ' || state, ',' order by id) from accounts.company))
                        """)
                .query(String.class)
                .single();
    }

    private static Set<String> crawl(Visitor visitor, String start) {
        return crawl(visitor, start, false);
    }

    private static Set<String> crawl(Visitor visitor, String start, boolean signedIn) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            String path = open.remove();
            if (!seen.add(path)) {
                continue;
            }
            HttpResponse<String> answer = visitor.get(path);
            assertThat(answer.statusCode()).as(path).isIn(200, 302);
            if (signedIn && answer.statusCode() == 200 && isPage(answer)) {
                assertThat(answer.body()).as(path).contains("action=\"/deconnexion\"");
            }
            LINK.matcher(answer.body())
                    .results()
                    .map(found -> found.group(1).replace("&amp;", "&"))
                    .filter(link -> !link.startsWith("/langue") && !link.startsWith("/assets"))
                    .forEach(open::add);
        }
        return seen;
    }
}
