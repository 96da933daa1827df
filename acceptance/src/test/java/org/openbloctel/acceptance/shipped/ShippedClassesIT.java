package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every class that can be reached from ours is shipped, but for what libraries can do without. What those are stands in a golden file: a
 * line a library and a package that it would use if it were there. A new line is a library that is missing, or one to be looked at.
 */
final class ShippedClassesIT {
    private static final Pattern OURS = Pattern.compile("(scrub|xlsx|registry)-.*");
    private static final Pattern NOT_FOR_USE = Pattern.compile(
            "(^|/)[.](git|svn|env)|(Test|IT|Contract|Scenario|Fixture)([$]\\w+)?[.]class$|[.]java$|^golden/");
    private static final Pattern JAR = Pattern.compile("(\\S+) -> not found");
    private static final Pattern CLASS = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)[.]\\S+\\s+not found");

    @ParameterizedTest
    @ValueSource(strings = {"cli", "server"})
    void nothingIsMissingButWhatLibrariesCanDoWithout(String module) throws IOException {
        String missing = String.join("\n", missing(module, libraries(module))) + "\n";
        Path golden = Path.of("src/test/resources/golden/missing-in-" + module + ".txt");
        if (System.getProperty("golden", "").equals("write")) {
            Files.writeString(golden, missing);
        }
        assertThat(missing)
                .as("what %s lacks; if that is right: make fix, then look at the difference", module)
                .isEqualTo(Files.readString(golden));
    }

    /** By the names of what is in the jars: tests, what they need, and the folders of Git. */
    @ParameterizedTest
    @ValueSource(strings = {"cli", "server"})
    void nothingOfTestsOrOfSourceControlShips(String module) throws IOException {
        List<Path> jars = libraries(module);
        assertThat(jars)
                .extracting(jar -> String.valueOf(jar.getFileName()))
                .noneMatch(name ->
                        name.matches("(junit|assertj|jazzer|archunit|greenmail|spring-boot-devtools|.*-tests).*"));
        List<Path> ours = new ArrayList<>(jars);
        ours.removeIf(jar -> !OURS.matcher(String.valueOf(jar.getFileName())).matches());
        ours.add(Shipment.built().jar(module));
        int classes = 0;
        for (Path jar : ours) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                List<String> names = zip.stream().map(ZipEntry::getName).toList();
                assertThat(names)
                        .as(jar.toString())
                        .noneMatch(name -> NOT_FOR_USE.matcher(name).find());
                classes += (int)
                        names.stream().filter(name -> name.endsWith(".class")).count();
            }
        }
        assertThat(classes).isGreaterThan(100);
        assertThat("org/openbloctel/a/BIT.class").containsPattern(NOT_FOR_USE);
        assertThat(".git/HEAD").containsPattern(NOT_FOR_USE);
    }

    @Test
    @Tag("check-long")
    void libraryThatIsForgottenIsFound() {
        List<Path> libraries = libraries("server");
        SortedSet<String> before = missing("server", libraries);
        assertThat(libraries.removeIf(jar -> jar.toString().contains("aalto-xml")))
                .isTrue();
        SortedSet<String> after = missing("server", libraries);
        after.removeAll(before);
        assertThat(after).containsExactly("xlsx -> com.fasterxml.aalto.stax");
    }

    private static List<Path> libraries(String module) {
        return new ArrayList<>(Shipment.built().libraries(module));
    }

    private static SortedSet<String> missing(String module, List<Path> libraries) {
        List<String> jars = libraries.stream().map(Path::toString).toList();
        List<String> arguments = new ArrayList<>(List.of(
                "-recursive",
                "--missing-deps",
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "-cp",
                String.join(File.pathSeparator, jars),
                Shipment.built().jar(module).toString()));
        libraries.stream()
                .filter(jar -> OURS.matcher(String.valueOf(jar.getFileName())).matches())
                .forEach(jar -> arguments.add(jar.toString()));
        StringWriter said = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int code = jdeps.run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
        return read(said.toString());
    }

    private static SortedSet<String> read(String said) {
        SortedSet<String> missing = new TreeSet<>();
        String library = "";
        for (String line : said.lines().toList()) {
            Matcher jar = JAR.matcher(line);
            Matcher found = CLASS.matcher(line);
            if (jar.matches()) {
                library = jar.group(1).replaceFirst("(-[0-9].*)?[.]jar$", "");
            } else if (found.matches() && !found.group(1).endsWith(".package-info")) {
                missing.add(library + " -> " + found.group(2));
            }
        }
        return missing;
    }
}
