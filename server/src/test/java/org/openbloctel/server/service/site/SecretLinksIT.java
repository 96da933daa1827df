package org.openbloctel.server.service.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.authority.complaint.SampleFiling;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The secret of a link that lasts is in no address that a server gets: a form brings it, and the session shows its page once. */
final class SecretLinksIT {
    private static final String PAGE = "/signaler/suivi";
    private static final String FORM = "/lien?vers=" + PAGE;

    private static String token() {
        Complaints complaints = SharedServer.get().bean(Complaints.class);
        return complaints.token(complaints
                .file(
                        SampleFiling.of(
                                "06 39 98 79 11", SharedServer.get().clock().instant()),
                        null)
                .id());
    }

    @Test
    void linkIsPastedWhereNoScriptSendsIt() {
        String token = token();
        Visitor visitor = SharedServer.visitor();
        assertThat(way(visitor.get(PAGE))).isEqualTo(FORM);
        for (String pasted : List.of(token, " https://demo.example" + PAGE + "#jeton=" + token + " ")) {
            assertThat(visitor.get(FORM).body()).contains("Ouvrir votre lien").doesNotContain(token);
            assertThat(way(visitor.post("/lien", Map.of("jeton", pasted)))).isEqualTo(PAGE + "#jeton=" + token);
            HttpResponse<String> shown = visitor.get(PAGE);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("Signalement ");
            assertThat(way(visitor.get(PAGE))).as("once").isEqualTo(FORM);
        }
    }

    @Test
    void linkOfTheReleaseBeforeWorksAndItsSecretLeavesTheAddress() {
        String token = token();
        Visitor visitor = SharedServer.visitor();
        HttpResponse<byte[]> moved = visitor.file(PAGE + "?jeton=" + token);
        assertThat(moved.statusCode()).isEqualTo(302);
        assertThat(moved.headers().firstValue("Location")).contains(PAGE + "#jeton=" + token);
        assertThat(visitor.get(PAGE).body()).contains("Signalement ");
    }

    @Test
    void formLeadsToPagesBehindLinksAlone() {
        Visitor visitor = SharedServer.visitor();
        for (String elsewhere : List.of("https://evil.example/", "//evil.example", "/pro", "")) {
            assertThat(way(visitor.get("/lien?vers=" + elsewhere))).isEqualTo("/");
        }
        visitor.get(FORM);
        assertThat(way(visitor.post("/lien", Map.of("vers", "//evil.example", "jeton", "A"))))
                .isEqualTo("/");
        RefusedForm.assertThatItNames(visitor.post("/lien", Map.of("vers", PAGE, "jeton", "<script>")), "jeton");
        assertThat(visitor.get(PAGE + "#jeton=AAAA").statusCode()).isEqualTo(404);
        assertThat(way(visitor.get(PAGE))).as("a wrong secret is not kept").isEqualTo(FORM);
    }
}
