package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Statement;

/** No text without a date tells the law of a regime, and each statement tells that of its own. */
final class PhrasesTest {
    private static final Path BUNDLES = Path.of("src/main/resources/i18n");

    /** What is said of the files of a check, whose scope decides: those texts say it themselves. */
    private static final Pattern OF_A_FILE =
            Pattern.compile("submission\\..*|sftp\\.(status\\..*|rule\\.answer)|mailbox\\.mail\\.report\\..*"
                    + "|certificate\\.(callable|file\\.callable|scope\\.list)|webhook\\..*|campaign\\.change\\..*"
                    + "|portal\\.api\\.submit\\.file");

    private final Phrases phrases = Phrases.read();

    @Test
    void eachPhraseIsFoundInItsExample() {
        assertThat(phrases.all())
                .hasSizeGreaterThan(40)
                .allSatisfy(phrase -> assertThat(phrases.any(phrase.example()))
                        .contains(phrase.pattern().pattern()));
    }

    @Test
    void pageThatTellsTheLawOf2023IsCaughtSince2026() {
        String page =
                "<h1>Mes numéros</h1><p class=\"lead\">Ces numéros sont sur la liste.&nbsp;Un professionnel\nn’a plus le droit"
                        + " de vous y <em>démarcher</em>.</p><ul data-dated=\"\"><li>prior consent</li></ul>";
        assertThat(phrases.strange(page, "2026")).hasSize(1);
        assertThat(phrases.strange(page, "2026-enforced")).hasSize(1);
        assertThat(phrases.strange(page, "2023")).isEmpty();
    }

    @Test
    void bundlesTellNoLaw() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".properties"))
                    .sorted()
                    .toList()) {
                Properties texts = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                texts.forEach((key, text) -> {
                    if (!OF_A_FILE.matcher(key.toString()).matches()) {
                        phrases.any(text.toString())
                                .forEach(phrase -> found.add(Objects.requireNonNull(file.getParent())
                                                .getFileName() + " " + key + ": " + phrase));
                    }
                });
            }
        }
        assertThat(found)
                .as("say it in law/fr/statements.yaml, and take it from there as #{statement.text.ID}")
                .isEmpty();
    }

    /** The names of returned files stand as code. */
    @Test
    void pagesOfTheHelpTellNoLaw() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/help/pages"))) {
            for (Path file : files.sorted().toList()) {
                String prose = Files.readString(file).replaceAll("`[^`\n]*`", "");
                phrases.any(prose).forEach(phrase -> found.add(file.getFileName() + ": " + phrase));
            }
        }
        assertThat(found)
                .as("say it in law/fr/statements.yaml, and cite it as {{law ID}}")
                .isEmpty();
    }

    @Test
    void guideOfTheApiTellsNoLawWithoutItsDate() throws IOException {
        List<String> found = new ArrayList<>();
        String prose = Files.readString(Path.of("../docs/api.md"))
                .replaceAll("(?s)```.*?```", "")
                .replaceAll("(?m)^    .*$", "")
                .replaceAll("`[^`\n]*`", "");
        for (String line : prose.lines().toList()) {
            if (!line.contains("11 August 2026")) {
                phrases.any(line).stream()
                        .filter(phrase -> !phrase.equals("\\bcallable\\b")) // the name of a file and of an answer
                        .forEach(phrase -> found.add(phrase + " in: " + line));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void descriptionsOfTheApiTellNoLaw() throws IOException {
        List<String> texts = Pattern.compile("\"(?:description|summary)\": \"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(Files.readString(Path.of("src/main/resources/openapi.json")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(texts)
                .hasSizeGreaterThan(200)
                .allSatisfy(text -> assertThat(phrases.any(text))
                        .as(text)
                        .isSubsetOf("\\bcallable\\b")); // the name of a file and of an answer
    }

    @Test
    void eachStatementTellsTheLawOfItsOwnRegime() {
        Map<String, LawBook> books = Map.of(
                "2016", LawBook.france(),
                "2020", LawBook.france(),
                "2023", LawBook.france(),
                "2026", LawBook.france(),
                "2026-enforced", LawBook.france(Map.of("opposition-list.enforced", "true")));
        books.forEach((regime, book) -> {
            LocalDate day = Objects.requireNonNull(LegalTextsContract.DAYS.get(regime));
            for (Statement statement : book.statements()) {
                book.statement(statement.id(), day).ifPresent(version -> {
                    assertThat(phrases.strange(version.text().fr(), regime))
                            .as(statement.id())
                            .isEmpty();
                    assertThat(phrases.strange(version.text().en(), regime))
                            .as(statement.id())
                            .isEmpty();
                });
            }
        });
    }
}
