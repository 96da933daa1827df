package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;

/** Pages that are the same for every reader may be cached and are compressed; personal pages and forms are not cached. */
final class PublicAnswerIT {
    private static final List<String> PAGES = List.of(
            "/accessibilite",
            "/aide",
            "/aide/api",
            "/aide/codes",
            "/donnees-personnelles",
            "/mentions-legales",
            "/plan-du-site",
            "/professionnels",
            "/regles",
            "/regles/consent");

    @Test
    void pageForEverybodyIsAskedForAgainAndSentOnlyWhenItChanged() {
        for (String path : PAGES) {
            HttpResponse<String> first = SharedServer.visitor().get(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            assertThat(header(first, "Cache-Control")).as(path).isEqualTo("no-cache");
            assertThat(first.headers().allValues("Vary")).contains("Accept-Encoding", "Accept-Language", "Cookie");
            String tag = header(first, "ETag");
            HttpResponse<String> again =
                    SharedServer.visitor().with("If-None-Match", tag).get(path);
            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(SharedServer.visitor()
                            .speaks("en")
                            .with("If-None-Match", tag)
                            .get(path)
                            .statusCode())
                    .as("%s in another language", path)
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesOfSomebodyAndFormsAreNotKept() {
        Visitor consumer = SharedServer.visitor(new SignedIn.Consumer(UUID.randomUUID()));
        for (String path : PAGES) {
            HttpResponse<String> page = consumer.get(path);
            assertThat(header(page, "Cache-Control")).as(path).contains("no-store");
            assertThat(page.headers().firstValue("ETag")).isEmpty();
        }
        for (String path :
                List.of("/", "/inscription", "/verifier", "/espace/connexion", "/confirmer?jeton=x", "/statut")) {
            HttpResponse<String> page = SharedServer.visitor().get(path);
            assertThat(header(page, "Cache-Control")).as(path).contains("no-store");
        }
    }

    @Test
    void publicPagesAndAssetsAreCompressedAndNothingElseIs() throws IOException {
        String sheet = SharedServer.visitor()
                .get("/")
                .body()
                .replaceAll("(?s).*href=\"(/assets/portal-[0-9a-f]+\\.css)\".*", "$1");
        for (String path : List.of("/", "/aide", "/professionnels", sheet)) {
            HttpResponse<byte[]> small =
                    SharedServer.visitor().with("Accept-Encoding", "br, gzip").file(path);
            assertThat(small.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
            byte[] sent = Objects.requireNonNull(small.body());
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes();
            assertThat(sent.length).isLessThan(plain.length / 2);
            assertThat(new String(plain, StandardCharsets.UTF_8)).contains(path.equals(sheet) ? ".skip" : "</html>");
        }
        assertThat(SharedServer.visitor().get("/aide").headers().firstValue("Content-Encoding"))
                .isEmpty();
        for (String path : List.of("/inscription", "/nulle-part", "/aide?x=1")) {
            assertThat(SharedServer.visitor()
                            .with("Accept-Encoding", "gzip")
                            .file(path)
                            .headers()
                            .firstValue("Content-Encoding"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(SharedServer.visitor(new SignedIn.Consumer(UUID.randomUUID()))
                        .with("Accept-Encoding", "gzip")
                        .file("/aide")
                        .headers()
                        .firstValue("Content-Encoding"))
                .as("a page of somebody")
                .isEmpty();
        assertThat(SharedServer.visitor()
                        .with("Accept-Encoding", "gzip")
                        .file(sheet)
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
