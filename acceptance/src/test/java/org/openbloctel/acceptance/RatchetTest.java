package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures of registry and server that may fall and not grow. Where one falls, its limit falls with it. */
final class RatchetTest {
    private static final List<RepositoryFile> MAIN =
            main(Repository.ofThisBuild().files());

    /** A measure of the main code of both modules, and its limit. */
    enum Ratchet {
        LINES(126_200) {
            @Override
            long of(List<RepositoryFile> main) {
                return main.stream()
                        .mapToLong(file -> file.text().lines().count())
                        .sum();
            }
        },
        ROWS_LINES(11_550) {
            @Override
            long of(List<RepositoryFile> main) {
                return LINES.of(rows(main));
            }
        },
        /** Lines of Rows for ten of their statements. */
        ROWS_LINES_FOR_TEN_STATEMENTS(114) {
            @Override
            long of(List<RepositoryFile> main) {
                return 10 * ROWS_LINES.of(main) / Math.max(1, matches(STATEMENT, rows(main)));
            }
        },
        FILES_WITH_RESULT_SETS_OUTSIDE_ROWS(4) {
            @Override
            long of(List<RepositoryFile> main) {
                return main.stream()
                        .filter(file -> file.path().startsWith("registry/")
                                && !file.path().endsWith("Rows.java"))
                        .filter(file -> file.text().contains("ResultSet"))
                        .count();
            }
        },
        BEANS(128) {
            @Override
            long of(List<RepositoryFile> main) {
                return matches(BEAN, main);
            }
        },
        FILES_BELOW_40_LINES(233) {
            @Override
            long of(List<RepositoryFile> main) {
                return main.stream()
                        .filter(file -> file.text().lines().count() < 40)
                        .count();
            }
        },
        JAVADOC_WITHOUT_A_SUBJECT(1_380) {
            @Override
            long of(List<RepositoryFile> main) {
                return matches(NO_SUBJECT, main);
            }
        };

        private final long limit;

        Ratchet(long limit) {
            this.limit = limit;
        }

        abstract long of(List<RepositoryFile> main);
    }

    private static final Pattern STATEMENT = Pattern.compile("\\.sql\\(|\\bwriteLast\\(|@Sql(?:Query|Update)\\(");
    private static final Pattern BEAN = Pattern.compile("(?m)^ *@Bean\\b");
    private static final Pattern NO_SUBJECT = Pattern.compile(
            "(?m)^ */\\*\\* *(?:\\n *\\* )?(?:What|How|Whether|Those|The same|Of|It|One|Nothing) [a-z]");

    @ParameterizedTest
    @EnumSource
    void measureDoesNotGrow(Ratchet ratchet) {
        assertThat(ratchet.of(MAIN))
                .as("%s: write less, or lower the limit that has become too high", ratchet)
                .isBetween(ratchet.limit - ratchet.limit / 50, ratchet.limit);
    }

    @Test
    void eachMeasureCountsWhatItIsNamedFor() {
        List<RepositoryFile> files = main(List.of(
                RepositoryFile.of(
                        "registry/src/main/java/a/PersonRows.java",
                        "/** What it has. */\ninterface PersonRows {\n    @SqlQuery(\"select 1\")\n    int one();\n}\n"),
                RepositoryFile.of(
                        "registry/src/main/java/a/Person.java", "record Person() {\n    Person(ResultSet row) {}\n}\n"),
                RepositoryFile.of(
                        "server/src/main/java/a/PersonConfiguration.java", "class A {\n    @Bean\n    B b() {}\n}\n"),
                RepositoryFile.of("server/src/test/java/a/PersonTest.java", "class A {\n    @Bean\n    B b() {}\n}\n"),
                RepositoryFile.of("cli/src/main/java/a/Cli.java", "class Cli {}\n")));
        assertThat(Ratchet.LINES.of(files)).isEqualTo(12);
        assertThat(Ratchet.ROWS_LINES.of(files)).isEqualTo(5);
        assertThat(Ratchet.ROWS_LINES_FOR_TEN_STATEMENTS.of(files)).isEqualTo(50);
        assertThat(Ratchet.FILES_WITH_RESULT_SETS_OUTSIDE_ROWS.of(files)).isEqualTo(1);
        assertThat(Ratchet.BEANS.of(files)).isEqualTo(1);
        assertThat(Ratchet.FILES_BELOW_40_LINES.of(files)).isEqualTo(3);
        assertThat(Ratchet.JAVADOC_WITHOUT_A_SUBJECT.of(files)).isEqualTo(1);
    }

    private static List<RepositoryFile> main(List<RepositoryFile> files) {
        return files.stream()
                .filter(file -> file.isJava() && file.path().matches("(?:registry|server)/src/main/java/.*"))
                .toList();
    }

    private static List<RepositoryFile> rows(List<RepositoryFile> main) {
        return main.stream().filter(file -> file.path().endsWith("Rows.java")).toList();
    }

    private static long matches(Pattern pattern, List<RepositoryFile> files) {
        return files.stream()
                .mapToLong(file -> pattern.matcher(file.text()).results().count())
                .sum();
    }
}
