package org.openbloctel.server.calls.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;

/** Refusals are entered, counted, imported and taken off by pages, and no page gives a number of the list away. */
final class CallPagesIT {
    private static final String PAGE = "/pro/appels";
    private static final String ENTER = "/pro/appels/refus";
    private static final String REMOVE = "/pro/appels/refus/retrait";
    private static final String TAKE = "/pro/appels/refus/liste";

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(); // a Tuesday, 15:05 in Paris
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Visitor at(SignedIn.Member who, String page) {
        Visitor visitor = server.visitor(who);
        assertThat(visitor.get(page).statusCode()).isEqualTo(200);
        return visitor;
    }

    private static boolean refused(UUID principal, long number) {
        return server.bean(CallLog.class)
                        .histories(List.of(new CallLog.Pair(principal, number)))
                        .getFirst()
                        .refusedAt()
                != null;
    }

    @Test
    void aRefusalIsEnteredCountedAndTakenOff() {
        Caller caller = new Caller(server, "000000018", "Fenêtres & Fils");
        Visitor visitor = at(caller.owner(true), PAGE);
        assertThat(visitor.post(ENTER, Map.of("number", "06 39 98 00 01", "saidOn", "2026-11-20"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(refused(caller.company(), 33639980001L)).isTrue();
        String page = visitor.get(PAGE).body();
        assertThat(page)
                .contains("Le refus est enregistré", "<span class=\"figure\">1</span>")
                .doesNotContain("39980001", "39 98 00 01");
        visitor.post(ENTER, Map.of("number", "0639980001"));
        assertThat(visitor.get(PAGE).body()).contains("déjà sur la liste", "<span class=\"figure\">1</span>");

        Visitor sorry = at(caller.owner(true), REMOVE);
        HttpResponse<String> other = sorry.post(REMOVE, Map.of("number", "0639980002"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("pas sur votre liste");
        assertThat(sorry.post(REMOVE, Map.of("number", "+33639980001")).statusCode())
                .isEqualTo(302);
        assertThat(refused(caller.company(), 33639980001L)).isFalse();
    }

    @Test
    void whatCannotBeReadIsSaidBesideItsField() {
        Caller caller = new Caller(server, "000000026", "Essais");
        Visitor visitor = at(caller.owner(true), PAGE);
        assertThat(visitor.post(ENTER, Map.of("number", "bonjour")).body())
                .contains("id=\"number-error\"", "value=\"bonjour\"");
        assertThat(visitor.post(ENTER, Map.of("number", "0639980001", "saidOn", "2026-12-24"))
                        .body())
                .contains("id=\"saidOn-error\"", "à venir");
        assertThat(visitor.post(ENTER, Map.of("number", "0639980001", "principal", new UUID(1, 1).toString()))
                        .body())
                .contains("mandat");
        assertThat(server.bean(RefusalList.class).count(caller.company())).isZero();
    }

    @Test
    void anAgentEntersRefusalsForItsPrincipal() {
        Caller principal = new Caller(server, "000000034", "Volets du Sud");
        Caller agent = new Caller(server, "000000042", "Centre d’appels");
        principal.mandates(agent);
        Visitor visitor = at(agent.colleague(SignedIn.Role.OPERATOR), PAGE);
        visitor.post(
                ENTER,
                Map.of("number", "0639980001", "principal", principal.company().toString()));
        assertThat(refused(principal.company(), 33639980001L)).isTrue();
        assertThat(refused(agent.company(), 33639980001L)).isFalse();
    }

    @Test
    void aFileIsReadLineByLine() {
        Caller caller = new Caller(server, "000000059", "Listes");
        Visitor visitor = at(caller.owner(true), TAKE);
        String file =
                "Numéro;Refusé le\r\n06 39 98 00 01;24/11/2026\r\n\r\n\"0639980002\"\r\nbonjour;\r\n0639980001,2026-11-01\r\n";
        String page = visitor.upload(TAKE, Map.of(), "refus.csv", file.getBytes(Charset.forName("windows-1252")))
                .body();
        assertThat(page.replaceAll("\\s+", " "))
                .contains("Nouveaux refus</span><span class=\"figure\">2<")
                .contains("Déjà sur la liste</span><span class=\"figure\">1<")
                .contains("Lignes non lues</span><span class=\"figure\">1<");
        assertThat(page)
                .containsPattern("<th scope=\"row\" class=\"n\">.*5<")
                .doesNotContain("39980001", "39 98 00 01");
        assertThat(server.bean(RefusalList.class).count(caller.company())).isEqualTo(2);
        for (byte[] none : List.of(new byte[0], "Numéro\n".getBytes(UTF_8), new byte[] {'P', 'K', 3, 4, 0, 0})) {
            HttpResponse<String> answer = visitor.upload(TAKE, Map.of(), "refus.xlsx", none);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("Choisissez un fichier CSV");
        }
    }

    @Test
    void anAuditorReadsOnly() {
        Caller caller = new Caller(server, "000000067", "Lecture");
        Visitor visitor = at(caller.colleague(SignedIn.Role.AUDITOR), PAGE);
        assertThat(visitor.get(PAGE).body()).contains("Personnes sur la liste").doesNotContain("Enregistrer un refus");
        assertThat(visitor.post(ENTER, Map.of("number", "0639980001")).statusCode())
                .isEqualTo(403);
        assertThat(visitor.get(REMOVE).statusCode()).isEqualTo(403);
        assertThat(visitor.get(TAKE).statusCode()).isEqualTo(403);
    }
}
