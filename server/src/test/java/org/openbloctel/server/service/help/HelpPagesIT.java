package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.document.Conformance;
import org.openbloctel.server.service.help.HelpConfiguration.HelpHealth;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The help: its pages, the search in both languages, and what the operator learns of searches without an answer. */
final class HelpPagesIT {
    private static final Pattern FOUND = Pattern.compile("<li lang=\"..\">\\s*<a href=\"/aide/([a-z0-9-]+)\"");

    @TempDir
    static Path folder;

    private static ServerFixture server;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("horaires.fr.md"), "title: Nos horaires\n\nLe guichet ouvre à 9 h.\n");
        Files.writeString(folder.resolve("faux.fr.md"), "title: Faux\n\n<b>gras</b>\n");
        Files.writeString(folder.resolve("lien.fr.md"), "title: Lien\n\n[ici][a]\n\n[a]: javascript:alert(1)\n");
        Files.writeString(
                folder.resolve("puits.fr.md"), "title: Puits\n\n" + "**a ".repeat(20_000) + "b**".repeat(20_000));
        Files.createSymbolicLink(folder.resolve("dehors.fr.md"), Path.of("/etc/hostname"));
        server = ServerFixture.start(
                "openbloctel.help.folder=" + folder,
                "openbloctel.http.requests-a-minute.address=100000",
                "openbloctel.http.trusted-proxies=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int addresses;

    private static String search(String query, String language) {
        addresses++;
        HttpResponse<String> answer = server.visitor()
                .with("X-Forwarded-For", "10.1." + addresses / 250 + "." + addresses % 250)
                .speaks(language)
                .get("/aide?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        return answer.body();
    }

    private static List<String> found(String query, String language) {
        return FOUND.matcher(search(query, language))
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    @Test
    void wordsAreFoundByTheirStemsWithAndWithoutAccents() {
        assertThat(found("quand prend-elle effet", "fr")).startsWith("effet");
        assertThat(found("bloquez appels", "fr")).startsWith("blocage");
        assertThat(found("duree", "fr")).startsWith("duree");
        assertThat(found("DURÉES", "fr")).startsWith("duree");
        assertThat(found("je n’ai pas d’e-mail", "fr")).contains("sans-e-mail");
        assertThat(found("combien ça coûte", "fr")).contains("formules");
        assertThat(found("me désinscrire", "fr")).contains("retrait");
        assertThat(found("lost mailbox", "en")).startsWith("adresse-perdue");
        assertThat(found("blocking calls", "en")).contains("blocage");
        assertThat(found("unassigned-range", "en")).contains("formats");
    }

    @Test
    @Tag("check-long")
    void technicalSheetIsAPdfInBothLanguages() throws Exception {
        for (String language : List.of("fr", "en")) {
            String page = server.visitor().speaks(language).get("/aide/formats").body();
            assertThat(page).contains("/aide/formats.pdf");
            byte[] pdf =
                    server.visitor().speaks(language).file("/aide/formats.pdf").body();
            Conformance.assertConforms(pdf);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                String text = new PDFTextStripper().getText(document);
                assertThat(text)
                        .contains(language.equals("fr") ? "Fiche technique" : "Technical sheet")
                        .doesNotContain("<code>");
                assertThat(text.replaceAll("\\s", ""))
                        .contains("unassigned-range", "xls,Excel95", "Windows-1252", "/aide/api)");
            }
        }
        assertThat(server.visitor().get("/aide/duree").body()).doesNotContain(".pdf");
        assertThat(server.visitor().get("/aide/duree.pdf").statusCode()).isEqualTo(404);
    }

    @Test
    void wordWithAMistakeIsReadAsTheNearest() {
        String page = search("atestation", "fr");
        assertThat(page).contains("Cherché à la place", "attestation");
        assertThat(FOUND.matcher(page).find()).isTrue();
        assertThat(found("inscripton", "fr")).contains("inscription");
        assertThat(found("xyzzyx", "fr")).isEmpty();
    }

    @Test
    void resultShowsALineOfThePageAndEscapesWhatWasTyped() {
        assertThat(search("33700", "fr")).contains("<mark>33700</mark>");
        assertThat(search("<script>alert(1)</script>", "fr"))
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;");
        assertThat(search("a".repeat(5_000), "fr")).contains("Aucune page");
        assertThat(search("le la les été", "fr")).contains("Aucune page");
    }

    @Test
    void phoneNumberDoesNotStayInTheAddress() {
        HttpResponse<String> answer = server.visitor().get("/aide?q=effet+06+39.98-00+01");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/aide?q=effet"));
    }

    @Test
    void pageShowsTheLawOfItsDayAndAnUnknownOneIsMissing() {
        assertThat(server.visitor().get("/aide/blocage").body())
                .contains("<h1>Bloquez-vous les appels", "data-statement=\"registration.force\"")
                .contains("absence de votre accord");
        assertThat(server.visitor().get("/aide/rien").statusCode()).isEqualTo(404);
        assertThat(server.visitor().speaks("en").get("/aide/formats").body())
                .contains("<td data-label=\"code\">BT-0409</td>");
    }

    @Test
    void operatorsPageIsShownAndFoundInItsOwnLanguage() {
        assertThat(server.visitor().get("/aide/horaires").body()).contains("Le guichet ouvre à 9\u00a0h.");
        assertThat(server.visitor().speaks("en").get("/aide/horaires").body()).contains("lang=\"fr\"");
        assertThat(found("guichet", "fr")).containsExactly("horaires");
        assertThat(server.visitor().get("/aide/faux").statusCode()).isEqualTo(404);
    }

    /** The server has started with them, so none of the hostile files kept it from doing so. */
    @Test
    void hostileFilesAreLeftOutAndCountedInTheHealth() {
        String index = server.visitor().get("/aide").body();
        assertThat(index).contains("/aide/horaires").doesNotContain("javascript:", "/aide/puits", "/aide/dehors");
        for (String name : List.of("lien", "puits", "dehors")) {
            assertThat(server.visitor().get("/aide/" + name).statusCode())
                    .as(name)
                    .isEqualTo(404);
        }
        assertThat(server.bean(HelpHealth.class).health().getDetails()).containsEntry("leftOut", 4);
        assertThat(server.visitor(server.staff()).get("/operateur/aide").body())
                .contains("lien.fr.md", "puits.fr.md", "dehors.fr.md", "signs of emphases");
    }

    @Test
    void publishedQuestionIsFoundAsLongAsItIsPublished() {
        DeskTexts texts = server.bean(DeskTexts.class);
        assertThat(found("wombats", "fr")).isEmpty();
        DeskTexts.FaqEntry entry = new DeskTexts.FaqEntry(
                UUID.randomUUID(),
                new Bilingual("Mon <b>wombat</b> est-il inscrit ?", "Is my wombat registered?"),
                new Bilingual("Un marsupial n’a pas de ligne.", "A marsupial has no line."));
        texts.publish("staff:test", entry);
        String link = "href=\"/aide/faq#question-" + entry.id() + "\"";
        assertThat(search("wombats", "fr"))
                .contains(link, "Mon &lt;b&gt;wombat")
                .doesNotContain("<b>wombat");
        assertThat(search("marsupiaux", "fr")).contains(link, "<mark>marsupial</mark>");
        assertThat(search("marsupials", "en")).contains(link, "Is my wombat registered?");
        assertThat(server.visitor().get("/aide/faq").body()).contains("id=\"question-" + entry.id() + "\"");
        texts.removePublished("staff:test", entry.id());
        assertThat(search("wombats", "fr")).doesNotContain(link);
    }

    @Test
    void searchesWithoutAnAnswerAreCountedByWordsAndNothingElse() {
        for (int i = 0; i < 3; i++) {
            search("sauterelles 0639 anne@example.org", "fr");
        }
        search("pangolin", "fr");
        List<String> kept = JdbcClient.create(server.database().owner())
                .sql("select word from accounts.help_search where language = 'fr' order by word")
                .query(String.class)
                .list();
        assertThat(kept).contains("sauterelles", "pangolin").noneMatch(word -> word.matches(".*[\\d@].*"));
        String desk = server.visitor(server.staff()).get("/operateur/aide").body();
        assertThat(desk)
                .contains("sauterelles", "faux.fr.md", "HTML is not taken")
                .doesNotContain("pangolin");
        assertThat(server.visitor().get("/operateur/aide").statusCode()).isEqualTo(302);
        assertThat(Rules.jobs()).contains(Rules.HELP);
    }

    @Test
    void searchesOfOneAddressAreLimited() {
        for (int i = 0; i < 30; i++) {
            server.visitor().with("X-Forwarded-For", "10.9.9.9").get("/aide?q=appel");
        }
        assertThat(server.visitor()
                        .with("X-Forwarded-For", "10.9.9.9")
                        .get("/aide?q=appel")
                        .statusCode())
                .isEqualTo(429);
        assertThat(server.visitor()
                        .with("X-Forwarded-For", "10.9.9.9")
                        .get("/aide")
                        .statusCode())
                .isEqualTo(200);
    }
}
