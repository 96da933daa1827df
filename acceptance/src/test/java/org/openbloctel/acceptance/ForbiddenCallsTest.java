package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs text as code, makes secrets that can be guessed, or keeps things in a browser is called nowhere but where it is listed. */
final class ForbiddenCallsTest {
    private static final List<RepositoryFile> FILES = Repository.ofThisBuild().files();

    /** Algorithms by the names that the JDK has for them, those of docs/security/threat-model.md. */
    private static final Set<String> ALGORITHMS = Set.of("AES/GCM/NoPadding", "Ed25519", "HmacSHA256", "SHA-256");

    private static final Pattern ALGORITHM = Pattern.compile(
            "\\b(?:Cipher|Mac|MessageDigest|Signature|KeyFactory"
                    + "|KeyPairGenerator|KeyAgreement|SecretKeyFactory|SecureRandom|KEM)[.]getInstance\\(\\s*([^;{]+?)\\)\\s*[;.]");

    private static final Pattern PLAIN_PASSWORD =
            Pattern.compile("<input[^>]*(name|id|th:field)=\"[*{]*(password|old)\\b");

    private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");

    enum Call {
        /** Text that becomes code. */
        EVALUATED(
                "[.]java",
                "ScriptEngine|SpelExpression|ExpressionParser|GroovyShell|URLClassLoader|defineClass|StringTemplateResolver",
                "new ScriptEngineManager()"),
        /** Memory without bounds. */
        UNMANAGED(
                "[.]java",
                "[.]misc[.]Unsafe|getUnsafe|System[.]load|[.]reinterpret\\(|\\bnative \\w+ \\w+\\(|nativeLinker",
                "Unsafe.getUnsafe().getLong(a)"),
        /** Reads the table of mounts, which a hardened unit of systemd may not see: the server then had no list. */
        MOUNTED("[.]java", "Files[.]getFileStore|[.]getFileStores\\(", "Files.getFileStore(folder)"),
        NAMED("[.]java", "InitialContext|javax[.]naming", "new InitialContext()"),
        PROGRAM(
                "[.]java",
                "ProcessBuilder|Runtime[.]getRuntime\\(\\)[.]exec",
                "new ProcessBuilder(\"sh\")",
                "server/src/main/java/org/openbloctel/server/app/MasterKeyCommand.java",
                "server/src/main/java/org/openbloctel/server/platform/postgres/Programs.java"),
        /** For secrets there is SecureRandom; these draw the pause between two tries, and the people of the demo. */
        GUESSABLE(
                "[.]java",
                "new Random\\(|Math[.]random|ThreadLocalRandom|SplittableRandom",
                "new Random(1)",
                "registry/src/main/java/org/openbloctel/registry/accounts/webhook/Deliveries.java",
                "server/src/main/java/org/openbloctel/server/demo/DemoCampaigns.java",
                "server/src/main/java/org/openbloctel/server/demo/DemoConsumers.java",
                "server/src/main/java/org/openbloctel/server/demo/DemoFigures.java",
                "server/src/main/java/org/openbloctel/server/demo/DemoFiles.java"),
        /** A format that is no literal may be made of input. */
        FORMATTED(
                "[.]java",
                "[\\w)]\\s*[.]formatted\\(|(String[.]format|[.]printf)\\(\\s*(Locale[.]\\w+,\\s*|locale,\\s*)?[^\\s\"L]"
                        + "|new MessageFormat\\(",
                "text.formatted(name)"),
        SCRIPTED(
                "[.]js",
                "\\beval\\(|new Function|(inner|outer)HTML|insertAdjacentHTML|document[.]write|postMessage"
                        + "|__proto__|[.]prototype\\b|on(copy|paste)|\"(copy|paste)\"",
                "main.innerHTML = name"),
        /** The address under which an upload goes on, which is worth nothing without the session. */
        KEPT_IN_BROWSER(
                "[.]js",
                "localStorage|sessionStorage|indexedDB|document[.]cookie|caches[.]",
                "localStorage.setItem('a', b)",
                "server/src/main/resources/assets/upload.js"),
        /** The style of documents, which is a file of ours; and pages of the help, whose HTML is made of Markdown by {@code HelpMarkdown}. */
        UNESCAPED(
                "[.]html",
                "th:utext|\\[\\(",
                "<p th:utext=\"${name}\"></p>",
                "server/src/main/resources/templates/document/layout.html",
                "server/src/main/resources/templates/help/page.html",
                "server/src/main/resources/templates/help/sheet-document.html"),
        /** What needs a plug-in, or shows a page of others. */
        PLUGGED("[.]html", "<(object|embed|applet|iframe|frame)\\b", "<object data=\"a.swf\"></object>"),
        /** The names of fields, which templates of ours pass in. */
        EXPRESSION_IN_EXPRESSION(
                "[.]html",
                "__[$*#]\\{",
                "<p th:text=\"${__${name}__}\"></p>",
                "server/src/main/resources/templates/fragments/form.html");

        private final String file;
        private final String pattern;
        private final String example;
        // Always made by Set.of: immutable, though its type cannot say so.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<String> places;

        Call(String extension, String pattern, String example, String... places) {
            this.file = ".*/src/main/(java|resources)/.*" + extension;
            this.pattern = pattern;
            this.example = example;
            this.places = Set.of(places);
        }

        private List<String> found(List<RepositoryFile> files) {
            Pattern call = Pattern.compile(pattern);
            return shipped(files).stream()
                    .filter(one -> one.path().matches(file))
                    .filter(one -> call.matcher(one.text()).find())
                    .map(RepositoryFile::path)
                    .toList();
        }
    }

    private static List<RepositoryFile> shipped(List<RepositoryFile> files) {
        return files.stream()
                .filter(one -> one.path().contains("/src/main/") && !one.path().startsWith("bench/"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void callIsMadeWhereItIsListedAlone(Call call) {
        assertThat(call.found(FILES)).containsExactlyInAnyOrderElementsOf(call.places);
    }

    @ParameterizedTest
    @EnumSource
    void callIsFoundInItsExample(Call call) {
        for (String name : List.of("java/A.java", "resources/a.js", "resources/templates/a.html")) {
            RepositoryFile file = RepositoryFile.of("a/src/main/" + name, call.example);
            assertThat(call.found(List.of(file))).hasSize(file.path().matches(call.file) ? 1 : 0);
        }
    }

    @Test
    void algorithmsAreThoseThatAreListed() {
        List<String> others = new ArrayList<>();
        for (RepositoryFile file : shipped(FILES)) {
            Matcher algorithm = ALGORITHM.matcher(file.text());
            while (algorithm.find()) {
                for (String name : algorithms(algorithm.group(1), file)) {
                    if (!ALGORITHMS.contains(name)) {
                        others.add(file.name() + " " + name);
                    }
                }
            }
        }
        // One block of a permutation of numbers, or blocks of a counter for tables, which are no messages; the hash
        // that authenticators have by their standard; the checksum that a client of tus may ask for, beside the
        // server's own.
        assertThat(others)
                .containsExactlyInAnyOrder(
                        "CheckedNumbers.java AES/ECB/NoPadding",
                        "NumberPermutation.java AES/ECB/NoPadding",
                        "NumberShuffle.java AES/ECB/NoPadding",
                        "Totp.java HmacSHA1",
                        "Uploads.java SHA-1");
    }

    @Test
    void algorithmIsFoundByALiteralAConstantAndAChoice() {
        RepositoryFile file = RepositoryFile.of("a/src/main/java/A.java", "static final String NAME = \"DES\";");
        assertThat(algorithms("\"MD5\"", file)).containsExactly("MD5");
        assertThat(algorithms("NAME", file)).containsExactly("DES");
        assertThat(algorithms("name.equals(\"old\") ? \"MD5\" : \"SHA-256\"", file))
                .containsExactly("MD5", "SHA-256");
        assertThat(algorithms("name", file)).containsExactly("name");
        Matcher call = ALGORITHM.matcher("Cipher.getInstance(NAME);Mac.getInstance(\"MD5\").doFinal()");
        assertThat(call.results().map(found -> found.group(1))).containsExactly("NAME", "\"MD5\"");
    }

    /** The names in an argument: its literals, else that of its constant; what is neither stands as it is and is no algorithm. */
    private static List<String> algorithms(String argument, RepositoryFile file) {
        List<String> literals = TEXT.matcher(argument.replaceAll("equals\\(\"[^\"]*\"\\)", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
        if (!literals.isEmpty()) {
            return literals;
        }
        Matcher constant = Pattern.compile("\\b" + Pattern.quote(argument) + " = \"([^\"]+)\"")
                .matcher(file.text());
        return List.of(constant.find() ? constant.group(1) : argument);
    }

    @Test
    void passwordFieldsAreMaskedAndManagersMayFillThem() {
        Pattern field = Pattern.compile("form :: text\\('(?:password|old)'[^\"]*");
        List<String> fields = new ArrayList<>();
        for (RepositoryFile file : shipped(FILES)) {
            if (file.path().contains("/templates/")) {
                field.matcher(file.text()).results().forEach(found -> fields.add(found.group()));
            }
        }
        assertThat(fields)
                .hasSizeGreaterThan(4)
                .allSatisfy(one -> assertThat(one).matches(".*'password', '(current|new)-password'\\)}"));
        assertThat(shipped(FILES).stream()
                        .filter(file -> file.path().contains("/templates/"))
                        .filter(file -> PLAIN_PASSWORD.matcher(file.text()).find())
                        .map(RepositoryFile::path))
                .as("a field of its own for a password")
                .isEmpty();
    }
}
