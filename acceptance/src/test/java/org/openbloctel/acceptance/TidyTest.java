package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house rules hold in the whole repository, and each of them is seen to find what it forbids. */
final class TidyTest {
    /** Where a house rule does not hold, and why. */
    private static final List<Exemption> EXEMPTIONS = List.of(new Exemption(
            HouseRule.FILE_SIZE,
            "server/src/test/resources/recorded/database.zip",
            "a recording of a database and its encrypted files, which cannot be packed more"));

    private static final List<RepositoryFile> FILES = Repository.ofThisBuild().files();

    @ParameterizedTest
    @EnumSource
    void repositoryKeeps(HouseRule rule) {
        assertThat(Exemption.apply(EXEMPTIONS, rule, rule.faults(FILES)))
                .as(rule.name())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ruleFindsWhatItForbids(HouseRule rule) {
        assertThat(rule.faults(forbiddenBy(rule))).as(rule.name()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void ruleFindsNothingInTidyFiles(HouseRule rule) {
        assertThat(rule.faults(List.of(
                        test("NumberFuzzTest", "@FuzzTest void neverThrows(byte[] data) {}"),
                        test(
                                "NumberTest",
                                "@Test void isRead() {}",
                                "@Nested class WithSpaces { @Test void too() {} }"),
                        RepositoryFile.of(
                                "a/src/test/java/a/StoreContract.java",
                                "abstract class StoreContract { @Test void a() {} }"),
                        RepositoryFile.of("README.md", "Read [more](https://openbloctel.org/home/).\n"),
                        RepositoryFile.of("Makefile", "build:\n\tmvn verify\n"),
                        RepositoryFile.of(
                                "s/src/main/resources/templates/a/b.html",
                                "<!-- why --><p th:text=\"#{b}\">1 &times; 2</p>"),
                        RepositoryFile.of("s/src/main/java/s/S.java", "class S { String page = \"a/b\"; }"),
                        RepositoryFile.of("a/messages_fr.properties", "one=un\ntwo=deux\n"),
                        RepositoryFile.of("a/messages_en.properties", "one=one\ntwo=two\n"))))
                .isEmpty();
    }

    @Test
    void everyFileOfTheRepositoryIsLookedAt() {
        assertThat(FILES)
                .extracting(RepositoryFile::path)
                .contains(
                        "pom.xml",
                        "bloctel",
                        ".ci/run",
                        "acceptance/src/test/java/org/openbloctel/acceptance/TidyTest.java")
                .noneMatch(path -> path.contains("/target/"));
    }

    @Test
    void exemptionExcusesItsPlaceOnly() {
        Exemption exemption = new Exemption(HouseRule.FILE_LENGTH, "a/A.java", "a table");
        Fault excused = new Fault("a/A.java", "501 lines");
        Fault other = new Fault("a/B.java", "501 lines");
        assertThat(Exemption.apply(List.of(exemption), HouseRule.FILE_LENGTH, List.of(excused, other)))
                .containsExactly(other);
    }

    @Test
    void exemptionThatNoLongerAppliesIsAFault() {
        Exemption exemption = new Exemption(HouseRule.FILE_LENGTH, "a/A.java", "a table");
        assertThat(Exemption.apply(List.of(exemption), HouseRule.FILE_LENGTH, List.of()))
                .extracting(Fault::place)
                .containsExactly("a/A.java");
        assertThat(Exemption.apply(List.of(exemption), HouseRule.BLANKS, List.of()))
                .isEmpty();
    }

    @Test
    void messagesMissingOrOutOfOrderAreFound() {
        RepositoryFile french = RepositoryFile.of("a/messages_fr.properties", "one=un\ntwo=deux\n");
        assertThat(HouseRule.MESSAGES_IN_STEP.faults(
                        List.of(french, RepositoryFile.of("a/messages_en.properties", "two=two\none=one\n"))))
                .extracting(Fault::detail)
                .containsExactly("the keys are not in the order of messages_fr.properties");
        assertThat(HouseRule.MESSAGES_IN_STEP.faults(
                        List.of(french, RepositoryFile.of("a/messages_en.properties", "one=one\nsix=six\n"))))
                .extracting(Fault::detail)
                .containsExactly("missing [two], not in French [six]");
        assertThat(HouseRule.MESSAGES_IN_STEP.faults(List.of(RepositoryFile.of("a/messages_en.properties", ""))))
                .hasSize(1);
        assertThat(HouseRule.MESSAGES_IN_STEP.faults(List.of(
                        RepositoryFile.of("a/messages_fr.properties", "one=un\ntwo=deux\none=une\n"),
                        RepositoryFile.of("a/messages_en.properties", "one=one\ntwo=two\none=a\n"))))
                .extracting(Fault::detail)
                .containsExactly("has one twice");
    }

    @Test
    void messageIsUsedByItsKeyOrByABeginningOfIt() {
        RepositoryFile bundle = RepositoryFile.of(
                "s/src/main/resources/i18n/a/messages_fr.properties",
                "a.whole=1\nb.put.behind=2\nc.format.x=3\nd.list.x.title=4\ne.x=5\ne.x.y=6\nf.longer=7\nBT-0101.title=8\n");
        RepositoryFile template = RepositoryFile.of(
                "s/src/main/resources/templates/a.html",
                "#{a.whole} 'b.put.' + x, sections('d.list'), #{f.longer.still}");
        RepositoryFile code =
                RepositoryFile.of("s/src/main/java/s/S.java", "texts(\"c.format.%s\", \"x\"); say(\"e.\" + x);");
        assertThat(HouseRule.MESSAGE_IS_USED.faults(List.of(bundle, template, code)))
                .extracting(Fault::detail)
                .containsExactly("nothing uses e.x.y", "nothing uses f.longer");
    }

    @Test
    void limitItselfIsAllowed() {
        String body = "\n".repeat(JavaRules.METHOD_LINES - 1);
        assertThat(HouseRule.METHOD_LENGTH.faults(List.of(test("ATest", "@Test void a() {" + body + "}"))))
                .isEmpty();
        assertThat(HouseRule.FILE_LENGTH.faults(
                        List.of(RepositoryFile.of("A.java", "\n".repeat(TextRules.FILE_LINES)))))
                .isEmpty();
    }

    // The switch has no default: a new rule does not compile before it has an example that it must find.
    private static List<RepositoryFile> forbiddenBy(HouseRule rule) {
        String template = "server/src/main/resources/templates/a/b.html";
        RepositoryFile file = switch (rule) {
            case METHOD_LENGTH -> test("ATest", "@Test void a() {" + "\n".repeat(JavaRules.METHOD_LINES) + "}");
            case CLASS_NAME -> RepositoryFile.of("a/A.java", "class A { record PhoneUtils() {} }");
            case PACKAGE_NAME -> RepositoryFile.of("a/A.java", "package org.openbloctel.core.number; class A {}");
            case TEST_IS_RUN -> test("NumberProperties", "@ParameterizedTest void a(int b) {}");
            case ONE_FUZZ_TARGET ->
                test("AFuzzTest", "@FuzzTest void a(byte[] data) {}", "@FuzzTest void b(byte[] data) {}");
            case NO_SLEEP_IN_TESTS -> test("ATest", "@Test void a() { Thread" + ".sleep(10); }");
            case FILE_LENGTH -> RepositoryFile.of("a/A.java", "\n".repeat(TextRules.FILE_LINES + 1));
            case FILE_SIZE -> new RepositoryFile("a/list.bin", TextRules.FILE_BYTES + 1L, () -> new byte[0]);
            case README_LENGTH -> RepositoryFile.of("README.md", "\n".repeat(TextRules.README_LINES + 1));
            case NO_BARE_REMINDER -> RepositoryFile.of("bin/run", "# TO" + "DO: later, unlike TO" + "DO(#12)");
            case BLANKS -> RepositoryFile.of("pom.xml", "<project> \n</project>\n");
            case NO_MACHINE_PATH -> RepositoryFile.of("docs/run.md", "cd /ho" + "me/jeanne/bloctel\n");
            case NO_REGISTRY_HOST -> RepositoryFile.of("pom.xml", "<url>https://re" + "po.example.org/maven</url>");
            case NO_SECRET ->
                RepositoryFile.of(
                        "docs/a.md", "curl -H 'Authorization: Bearer obl_" + "live_" + "aZ3_".repeat(11) + "'");
            case NO_FILE_OF_KEYS -> RepositoryFile.of("a/src/test/resources/master.key", "");
            case SUBJECT_HAS_A_NAME -> RepositoryFile.of("docs/a.md", "What" + "ever comes is read.\n");
            case MESSAGES_IN_STEP -> RepositoryFile.of("a/messages_fr.properties", "one=un");
            case MESSAGE_IS_USED ->
                RepositoryFile.of("s/src/main/resources/i18n/a/messages_fr.properties", "one.two.three=un");
            case NO_LITERAL_IN_TEMPLATES ->
                RepositoryFile.of(template, "<p title=\"#\" th:text=\"${a > 1}\">Bon jour</p>");
            case TEMPLATE_IS_USED -> RepositoryFile.of(template, "<p th:text=\"#{a}\"></p>");
            case CONDITION_IS_OBEYED ->
                RepositoryFile.of(template, "<p th:if=\"${a > 1}\" th:replace=\"~{b :: c}\"></p>");
            case REFUSAL_IS_IN_THE_TITLE ->
                RepositoryFile.of(
                        template,
                        "<html th:replace=\"~{layout :: page(title=#{a}, content=~{::b})}\">"
                                + "<p th:replace=\"~{fragments/form :: errors}\"></p>");
        };
        return List.of(file);
    }

    private static RepositoryFile test(String name, String... members) {
        String text = "class " + name + " {\n" + String.join("\n", members) + "\n}\n";
        return RepositoryFile.of("a/src/test/java/a/" + name + ".java", text);
    }
}
