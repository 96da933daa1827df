package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code docs/rules} is what the data says: compared here, written anew by {@code make fix}. */
class RuleDocsTest {
    private static final Path FOLDER = Path.of("..", "docs", "rules");
    private static final LawBook BOOK = LawBook.france();

    @Test
    void pagesSayWhatTheDataSays() throws IOException {
        Map<String, String> wanted = pages();
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(FOLDER);
            for (String name : kept().keySet()) {
                Files.delete(FOLDER.resolve(name));
            }
            for (Map.Entry<String, String> page : wanted.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        assertThat(kept())
                .as("docs/rules is out of date: run `make fix` and look at the difference")
                .isEqualTo(wanted);
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file : files.toList()) {
                    kept.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return kept;
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("README.md", index());
        BOOK.rules().forEach(rule -> pages.put(rule.id() + ".md", page(rule)));
        return pages;
    }

    private static String index() {
        String rules = BOOK.rules().stream()
                .map(rule -> "| [%s](%s.md) | %s | %s | %s |\n"
                        .formatted(
                                rule.id(),
                                rule.id(),
                                rule.title().fr(),
                                rule.title().en(),
                                rule.versions().stream()
                                        .map(RuleDocsTest::dates)
                                        .collect(Collectors.joining("<br>"))))
                .collect(Collectors.joining());
        String regimes = BOOK.regimes().stream()
                .map(regime -> "| %s | %s | %s | %s | %s |\n"
                        .formatted(
                                regime.from(),
                                regime.code(),
                                regime.name().fr(),
                                regime.name().en(),
                                regime.source()))
                .collect(Collectors.joining());
        return """
                # Rules

                What a call is judged by, generated from [law/fr](../../law/src/main/resources/law/fr): change the data, then run
                `make fix`. How a call is judged stands in [decision 30](../decisions/0030-law-as-data.md); the cases that prove it in
                [spec/verdicts.yaml](../../spec/verdicts.yaml).

                ## Regimes

                | from | code | | | source |
                | --- | --- | --- | --- | --- |
                %s
                ## Rules

                | id | | | in force |
                | --- | --- | --- | --- |
                %s""".formatted(regimes, rules);
    }

    private static String page(Rule rule) {
        return """
                # %s

                Généré à partir des données · Generated from [%s.yaml](../../law/src/main/resources/law/fr/%s.yaml)

                - **%s**
                - **%s**

                %s
                Scenario: `%s` · [all rules](README.md)
                """.formatted(
                        rule.id(),
                        rule.id(),
                        rule.id(),
                        rule.title().fr(),
                        rule.title().en(),
                        rule.versions().stream().map(RuleDocsTest::version).collect(Collectors.joining()),
                        scenario(rule));
    }

    private static String version(RuleVersion version) {
        return """
                ## %s%s

                %s

                *%s*

                - Article: %s
                - Source: %s
                - Does not bind: %s

                | parameter | value | disputed |
                | --- | --- | --- |
                %s%s
                """.formatted(
                        dates(version),
                        version.enforced() ? "" : " (not enforced)",
                        version.text().fr(),
                        version.text().en(),
                        version.article(),
                        version.source(),
                        version.exempt().isEmpty()
                                ? "no one"
                                : version.exempt().stream()
                                        .sorted()
                                        .map(Exemption::code)
                                        .collect(Collectors.joining(", ")),
                        parameters(version.parameters()),
                        verdicts(version.verdicts()));
    }

    private static String verdicts(RuleVersion.@Nullable Verdicts verdicts) {
        return verdicts == null
                ? ""
                : """

                ### Calls to come, since %s

                %s

                *%s*

                | parameter | value | disputed |
                | --- | --- | --- |
                %s""".formatted(
                        verdicts.from(), verdicts.text().fr(), verdicts.text().en(), parameters(verdicts.parameters()));
    }

    private static String parameters(List<RuleVersion.Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> "| `%s` | %s | %s |\n"
                        .formatted(
                                parameter.name(),
                                parameter.value(),
                                parameter.disputed() == null
                                        ? ""
                                        : parameter.disputed().fr() + "<br>*"
                                                + parameter.disputed().en() + "*"))
                .collect(Collectors.joining());
    }

    private static String dates(RuleVersion version) {
        return version.to() == null ? "since " + version.from() : version.from() + " – " + version.to();
    }

    private static String scenario(Rule rule) {
        return Stream.of(rule.id().split("-", -1))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining())
                + "Scenario";
    }
}
