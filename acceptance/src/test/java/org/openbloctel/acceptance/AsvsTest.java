package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each requirement of ASVS 5.0, levels 1 and 2, has a row in docs/security/asvs.csv: tests or pages that are there, why it does
 * not apply, or what is open.
 */
final class AsvsTest {
    private static final String TABLE = "docs/security/asvs.csv";
    private static final int MAX_OPEN = 10;

    /** The requirements of the standard, section by section; an a behind a number is level 1, the others are level 2. */
    private static final String STANDARD = """
            1.1:1,2 1.2:1a,2a,3a,4a,5a,6,7,8,9 1.3:1a,2a,3,4,5,6,7,8,9,10,11 1.4:1,2,3 1.5:1a,2
            2.1:1a,2,3 2.2:1a,2a,3 2.3:1a,2,3,4 2.4:1
            3.2:1a,2a 3.3:1a,2,3,4 3.4:1a,2a,3,4,5,6 3.5:1a,2a,3a,4,5 3.7:1,2
            4.1:1a,2,3 4.2:1 4.3:1,2 4.4:1a,2,3,4
            5.1:1 5.2:1a,2a,3 5.3:1a,2a 5.4:1,2,3
            6.1:1a,2,3 6.2:1a,2a,3a,4a,5a,6a,7a,8a,9,10,11,12 6.3:1a,2a,3,4 6.4:1a,2a,3,4 6.5:1,2,3,4,5 6.6:1,2,3 6.8:1,2,3,4
            7.1:1,2,3 7.2:1a,2a,3a,4a 7.3:1,2 7.4:1a,2a,3,4,5 7.5:1,2 7.6:1,2
            8.1:1a,2 8.2:1a,2a,3 8.3:1a 8.4:1
            9.1:1a,2a,3a 9.2:1a,2,3,4
            10.1:1,2 10.2:1,2 10.3:1,2,3,4 10.4:1a,2a,3a,4a,5a,6,7,8,9,10,11 10.5:1,2,3,4,5 10.6:1,2 10.7:1,2,3
            11.1:1,2 11.2:1,2,3 11.3:1a,2a,3 11.4:1a,2,3,4 11.5:1 11.6:1
            12.1:1a,2,3 12.2:1a,2a 12.3:1,2,3,4
            13.1:1 13.2:1,2,3,4,5 13.3:1,2 13.4:1a,2,3,4,5
            14.1:1,2 14.2:1a,2,3,4 14.3:1a,2,3
            15.1:1a,2,3 15.2:1a,2,3 15.3:1a,2,3,4,5,6,7
            16.1:1 16.2:1,2,3,4,5 16.3:1,2,3,4 16.4:1,2,3 16.5:1,2,3
            17.1:1 17.2:1,2,3,4 17.3:1,2
            """;

    private static final Pattern FIELD = Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))");
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Contract|Scenario))`");
    private static final Pattern TEST_METHOD =
            Pattern.compile("@(?:Test|ParameterizedTest|FuzzTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*?\\bvoid\\s+(\\w+)\\(");

    private static final Repository REPOSITORY = Repository.ofThisBuild();
    private static final List<RepositoryFile> FILES = REPOSITORY.files();

    private record Row(String id, String level, String chapter, String what, String state, String proof) {}

    @Test
    void everyRequirementOfLevelOneAndTwoHasItsRow() {
        Map<String, String> wanted = standard();
        assertThat(wanted).hasSize(253);
        assertThat(wanted.keySet().stream().filter(id -> !id.startsWith("V17.")))
                .hasSize(246);
        List<Row> rows = rows();
        assertThat(rows).extracting(Row::id).containsExactlyElementsOf(wanted.keySet());
        assertThat(rows).allSatisfy(row -> assertThat(row.level()).as(row.id()).isEqualTo(wanted.get(row.id())));
    }

    @Test
    void everyRowIsProvedExcusedOrOpen() {
        List<Row> rows = rows();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.chapter()).as(row.id()).isNotBlank();
            assertThat(row.what()).as(row.id()).isNotBlank();
            assertThat(row.proof()).as(row.id()).isNotBlank();
            assertThat(row.state()).as(row.id()).isIn("test", "page", "n/a", "open");
        });
        assertThat(rows.stream().filter(row -> row.state().equals("open"))).hasSizeLessThanOrEqualTo(MAX_OPEN);
    }

    @Test
    void everyTestThatIsNamedIsThere() {
        Map<String, Set<String>> tests = FILES.stream()
                .filter(RepositoryFile::isTestJava)
                .collect(Collectors.groupingBy(
                        file -> file.name().replace(".java", ""),
                        Collectors.flatMapping(file -> methods(file.text()).stream(), Collectors.toSet())));
        assertThat(rows().stream().filter(row -> row.state().equals("test"))).allSatisfy(row -> {
            for (String proof : row.proof().split(" [+] ", -1)) {
                String[] test = proof.split("[.]", -1);
                assertThat(test).as(row.id()).hasSize(2);
                assertThat(tests.getOrDefault(test[0], Set.of())).as(row.id()).contains(test[1]);
            }
        });
    }

    @Test
    void everyTestThatThePagesNameIsThere() {
        Set<String> tests = FILES.stream()
                .filter(RepositoryFile::isTestJava)
                .map(file -> file.name().replace(".java", ""))
                .collect(Collectors.toSet());
        for (String page : List.of("docs/security.md", "docs/security/threat-model.md")) {
            assertThat(NAMED_TEST.matcher(REPOSITORY.read(page)).results().map(found -> found.group(1)))
                    .as(page)
                    .isNotEmpty()
                    .isSubsetOf(tests);
        }
    }

    @Test
    void everyPageThatIsNamedHasItsHeading() {
        assertThat(rows().stream().filter(row -> row.state().equals("page"))).allSatisfy(row -> {
            for (String proof : row.proof().split(" [+] ", -1)) {
                String[] page = proof.split("#", -1);
                assertThat(page).as(row.id()).hasSize(2);
                assertThat(headings(REPOSITORY.read(page[0]))).as(row.id()).contains(page[1]);
            }
        });
    }

    @Test
    void testsAndHeadingsAreReadAsTheyStand() {
        assertThat(
                        methods(
                                "@Test\nvoid a() {}\n@ParameterizedTest\n@CsvSource({\"b\"})\nvoid c(int d) throws E {}\nvoid e() {}"))
                .containsExactlyInAnyOrder("a", "c");
        assertThat(headings("# What is `kept`, why\n## A new key\ntext"))
                .containsExactly("what-is-kept-why", "a-new-key");
        assertThat(fields("V1.1.1,2,\"a, b\",c")).containsExactly("V1.1.1", "2", "a, b", "c");
    }

    private static Map<String, String> standard() {
        Map<String, String> levels = new TreeMap<>(AsvsTest::byNumbers);
        for (String section : STANDARD.split("\\s+", -1)) {
            int colon = section.indexOf(':');
            if (colon > 0) {
                for (String number : section.substring(colon + 1).split(",", -1)) {
                    levels.put(
                            "V" + section.substring(0, colon) + "." + number.replace("a", ""),
                            number.endsWith("a") ? "1" : "2");
                }
            }
        }
        return levels;
    }

    private static int byNumbers(String a, String b) {
        String[] left = a.substring(1).split("[.]", -1);
        String[] right = b.substring(1).split("[.]", -1);
        for (int i = 0; i < left.length; i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Row> rows() {
        return REPOSITORY.read(TABLE).lines().skip(1).map(AsvsTest::row).toList();
    }

    private static Row row(String line) {
        List<String> fields = fields(line);
        assertThat(fields).as(line).hasSize(6);
        return new Row(fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4), fields.get(5));
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.add(field.group(1) == null ? field.group(2) : field.group(1));
        }
        return fields;
    }

    private static Set<String> methods(String java) {
        Set<String> names = new HashSet<>();
        Matcher method = TEST_METHOD.matcher(java);
        while (method.find()) {
            names.add(method.group(1));
        }
        return names;
    }

    /** As they are linked to. */
    private static List<String> headings(String page) {
        return page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
