package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;

/** A webhook's life on pages, without JavaScript: made, tried, failing, sent again, its secret changed, stopped, removed. */
final class WebhookPagesIT {
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");
    private static final Pattern ENDPOINT = Pattern.compile("href=\"(/pro/webhooks/[0-9a-f-]{36})\"");
    private static final Pattern DELIVERY =
            Pattern.compile("href=\"(/pro/webhooks/[0-9a-f-]{36}/envois/[0-9a-f-]{36})\"");

    private static ServerFixture server;
    private static Receiver receiver;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        server = ServerFixture.start(
                "openbloctel.webhooks.allow-private=true", "openbloctel.http.requests-a-minute.person=100000");
        receiver = new Receiver();
        caller = new Caller(server, "000000018", "Exemple");
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void operatorAddsTriesSendsAgainChangesAndRemovesAWebhook() {
        Visitor visitor = server.visitor(caller.colleague(SignedIn.Role.OPERATOR));
        visitor.get("/pro/webhooks/nouveau");
        HttpResponse<String> made = visitor.post(
                "/pro/webhooks/nouveau",
                Map.of("url", receiver.url(), "description", "Notre CRM", "types", "submission.ready"));
        assertThat(made.statusCode()).isEqualTo(200);
        String secret = first(SECRET, made.body(), 0);
        String path = first(ENDPOINT, made.body(), 1);
        assertThat(visitor.get("/pro/webhooks").body())
                .contains("Notre CRM", "127.0.0.1", path)
                .doesNotContain("whsec_");

        String page = visitor.get(path).body();
        assertThat(page)
                .contains("Un fichier est prêt", "Rien n’a encore été envoyé")
                .doesNotContain(secret);
        receiver.answers(500);
        assertThat(visitor.post(path + "/essai", Map.of()).statusCode()).isEqualTo(302);
        assertThat(visitor.get(path).body()).contains("L’essai part");
        shows(visitor, path, "Aucun envoi n’a réussi");
        String delivery = first(DELIVERY, visitor.get(path).body(), 1);
        assertThat(visitor.get(delivery).body())
                .contains("en attente", "un statut qui n’est pas un succès", "500", "webhook.test");
        receiver.answers(200);
        assertThat(visitor.post(delivery + "/renvoyer", Map.of()).statusCode()).isEqualTo(302);
        shows(visitor, delivery, "reçu");
        assertThat(receiver.got().stream().map(Receiver.Got::id).distinct()).hasSize(1);

        changesTheSecret(visitor, path, secret);
        visitor.get(path + "/modifier");
        HttpResponse<String> none = visitor.post(path + "/modifier", Map.of("url", receiver.url()));
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("id=\"types-error\"", "Aucun événement n’est choisi");
        visitor.post(path + "/modifier", Map.of("url", receiver.url(), "types", "consent.withdrawn"));
        assertThat(visitor.get(path).body()).contains("Le webhook est modifié", "Un consentement est retiré");

        visitor.post(path + "/desactiver", Map.of());
        assertThat(visitor.get(path).body())
                .contains("Désactivé par votre entreprise")
                .doesNotContain("/essai\"", "/renvoyer\"");
        assertThat(visitor.post(path + "/essai", Map.of()).statusCode()).isEqualTo(409);
        visitor.post(path + "/activer", Map.of());
        assertThat(visitor.get(path).body()).contains("/essai\"").doesNotContain(path + "/renvoyer\"");
        sendsAllAgain(visitor, path);

        assertThat(visitor.get(path + "/supprimer").body()).contains("journal de ses envois est effacé");
        visitor.post(path + "/supprimer", Map.of());
        assertThat(visitor.get("/pro/webhooks").body())
                .contains("Le webhook est supprimé")
                .doesNotContain(path);
        assertThat(visitor.get(path).statusCode()).isEqualTo(404);
    }

    private static void sendsAllAgain(Visitor visitor, String path) {
        receiver.answers(500);
        visitor.post(path + "/essai", Map.of());
        shows(visitor, path, "Aucun envoi n’a réussi");
        visitor.post(path + "/desactiver", Map.of());
        assertThat(visitor.get(path).body()).contains("plus rien ne lui est envoyé");
        visitor.post(path + "/activer", Map.of());
        assertThat(visitor.get(path).body()).contains("abandonné (1)", path + "/renvoyer\"");
        receiver.answers(200);
        visitor.post(path + "/renvoyer", Map.of());
        assertThat(visitor.get(path).body()).contains("Envois qui repartent");
        assertThat(Program.comesTrue(() -> !visitor.get(path).body().contains("abandonné")
                        && !visitor.get(path).body().contains("en attente")))
                .isTrue();
    }

    private static void changesTheSecret(Visitor visitor, String path, String secret) {
        visitor.get(path + "/secret");
        HttpResponse<String> changed = visitor.post(path + "/secret", Map.of());
        assertThat(first(SECRET, changed.body(), 0)).isNotEqualTo(secret);
        assertThat(changed.body()).contains("Pendant 24\u00a0heures");
        assertThat(visitor.get(path).body()).contains("L’ancien secret signe jusqu’au");
    }

    @Test
    void auditorLooksOnAndOthersSeeNothing() {
        Visitor owner = server.visitor(caller.owner(true));
        owner.get("/pro/webhooks/nouveau");
        String path = first(
                ENDPOINT,
                owner.post("/pro/webhooks/nouveau", Map.of("url", receiver.url(), "types", "campaign.due"))
                        .body(),
                1);
        Visitor auditor = server.visitor(caller.colleague(SignedIn.Role.AUDITOR));
        assertThat(auditor.get("/pro/webhooks").body()).contains(path).doesNotContain("/pro/webhooks/nouveau");
        assertThat(auditor.get(path).body()).doesNotContain("/essai\"", "/modifier\"", "/secret\"", "/supprimer\"");
        for (String action : List.of("essai", "secret", "desactiver", "activer", "supprimer", "modifier")) {
            assertThat(auditor.post(path + "/" + action, Map.of()).statusCode())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(server.visitor(caller.owner(false)).get(path).statusCode()).isEqualTo(302);
        Caller stranger = new Caller(server, "000000026", "Autre");
        Visitor other = server.visitor(stranger.owner(true));
        assertThat(other.get(path).statusCode()).isEqualTo(404);
        other.get("/pro/webhooks/nouveau");
        assertThat(other.post(path + "/supprimer", Map.of()).statusCode()).isEqualTo(404);
        assertThat(owner.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void byDefaultNothingIsSentInside() {
        try (ServerFixture strict = ServerFixture.start()) {
            Visitor visitor = strict.visitor(new Caller(strict, "000000018", "Exemple").owner(true));
            visitor.get("/pro/webhooks/nouveau");
            refusesWhatLeadsInside(visitor);
        }
    }

    private static void refusesWhatLeadsInside(Visitor visitor) {
        HttpResponse<String> plain =
                visitor.post("/pro/webhooks/nouveau", Map.of("url", receiver.url(), "types", "campaign.due"));
        assertThat(plain.statusCode()).isEqualTo(422);
        assertThat(plain.body()).contains("Donnez une adresse complète en https", "value=\"" + receiver.url());
        HttpResponse<String> inside =
                visitor.post("/pro/webhooks/nouveau", Map.of("url", "https://localhost/", "types", "campaign.due"));
        assertThat(inside.statusCode()).isEqualTo(422);
        assertThat(inside.body()).contains("réseau privé", "joignable depuis Internet");
        HttpResponse<String> port = visitor.post(
                "/pro/webhooks/nouveau", Map.of("url", "https://example.org:25/", "types", "campaign.due"));
        assertThat(port.body()).contains("65535");
    }

    private static void shows(Visitor visitor, String path, String text) {
        assertThat(Program.comesTrue(() -> visitor.get(path).body().contains(text)))
                .as("%s shows %s", path, text)
                .isTrue();
    }

    private static String first(Pattern pattern, String body, int group) {
        Matcher found = pattern.matcher(body);
        assertThat(found.find()).as("%s in %s", pattern, body).isTrue();
        return found.group(group);
    }
}
