package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.mail.EveryMail;
import org.openbloctel.server.platform.mail.MailWriter;

/** Every page, mail and PDF shows days as days and things by words: no date of a machine, no key of a text, no code of the trail. */
final class ShownWordsIT {
    /** Patterns that no text for people has. */
    private static final Pattern STRANGE = Pattern.compile(
            "\\b\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+Z?)?" // a day or an instant as programs write them
                    + "|\\bEurope/Paris\\b|\\bPT?\\d+[DHMS]\\b" // a zone, a length of time
                    + "|\\?\\?[\\w.-]+\\?\\?" // a text that is missing
                    + "|\\b[a-z-]+:[0-9a-f]{8}\\b(-[0-9a-f-]{27})?" // an id with its kind
                    + "|(?<![\\w.@/-])[a-z]+(?:-[a-z]+)*\\.[a-z]+(?:[.-][a-z]+)*(?![\\w.@/(_-])" // a key
                    + "|\\b[a-z]{2,}(?:[A-Z][a-z]+)+\\b" // a name of a program
                    + "|\\b[A-Z]{3,}(?:_[A-Z]+)+\\b"
                    + "|\\bzip \\+ \\w+");

    /** On a server whose operator is one person. */
    private static final Pattern OF_TWO =
            Pattern.compile("(?i)deux personnes|seconde personne|autre personne (de l’exploitant )?confirme"
                    + "|two people|two of the operator|another person (of the operator )?confirms");

    /** Names of files and servers, of settings, of the tables of the retention register, and digests. */
    private static final Pattern NAMES = Pattern.compile(
            "[\\w.-]+\\.(csv|json|jws|key|dat|xlsx?|age|pdf|zip|org|example)\\b|openbloctel\\.[\\w.-]+|(accounts|list)\\.[a-z_]+"
                    + "|(?=\\S*[A-Z])[\\w+/=-]{20,}"); // marks and digests of random letters

    /** Pages about what programs send and receive: their names are the subject. */
    private static final Pattern ABOUT_PROGRAMS = Pattern.compile(
            "GET /(aide/(api|codes|evenements)|pro/webhooks.*|pro/consentements/import.*)|PDF /aide/formats.pdf");

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.http.requests-a-minute.address=60000", "openbloctel.http.requests-a-minute.person=60000");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyFrenchTextShowsDaysAndWords() throws Exception {
        assertShowsDaysAndWords("fr");
    }

    @Test
    @Tag("check-long")
    void everyEnglishTextShowsDaysAndWords() throws Exception {
        assertShowsDaysAndWords("en");
    }

    private static void assertShowsDaysAndWords(String language) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        Map<Optional<SignedIn>, Visitor> visitors = new HashMap<>();
        for (EveryPage.Page page : EveryPage.of(server, language.equals("fr") ? "0639980001" : "0639980002")) {
            Visitor visitor = visitors.computeIfAbsent(
                    Optional.ofNullable(page.reader()),
                    reader -> reader.map(server::visitor)
                            .orElseGet(server::visitor)
                            .speaks(language));
            HttpResponse<byte[]> answer = visitor.file(page.address());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("text/html")) {
                texts.put("GET " + page.name(), new String(answer.body(), StandardCharsets.UTF_8));
            } else if (type.equals("application/pdf")) {
                texts.put("PDF " + page.name(), new PDFTextStripper().getText(Loader.loadPDF(answer.body())));
            }
        }
        EveryMail.written(server.bean(MailWriter.class), Locale.of(language))
                .forEach((name, html) -> texts.put("mail " + name, html));
        List<String> found = new ArrayList<>();
        texts.forEach((name, text) -> {
            if (!ABOUT_PROGRAMS.matcher(name).matches()) {
                found.addAll(found(STRANGE, name, text));
                found.addAll(found(OF_TWO, name, text));
            }
        });
        assertThat(texts).hasSizeGreaterThan(150);
        assertThat(found).isEmpty();
    }

    private static List<String> found(Pattern pattern, String name, String text) {
        return pattern.matcher(NAMES.matcher(seen(text)).replaceAll(" "))
                .results()
                .map(one -> name + " shows: " + one.group())
                .distinct()
                .toList();
    }

    /** What a reader sees; examples of programs' texts stand in {@code pre}. */
    private static String seen(String html) {
        return html.replaceAll("(?s)<(script|style|head|pre|option|textarea)\\b.*?</\\1>", " ")
                .replaceAll("(?s)<!--.*?-->", " ")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ");
    }
}
