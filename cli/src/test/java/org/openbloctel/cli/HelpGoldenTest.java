package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The help as it stands in {@code golden/}, and the script that completes commands and options. */
final class HelpGoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void helpIsAsItWas(String language) throws IOException {
        StringBuilder pages = new StringBuilder();
        pages.append(page(language));
        for (String command : commands()) {
            pages.append("\n==== ").append(command).append("\n\n").append(page(language, command.split(" ", -1)));
        }
        String help = pages.toString().replace(System.lineSeparator(), "\n");
        Path file = GOLDEN.resolve("help-" + language + ".txt");
        if (Objects.equals(System.getProperty("golden"), "write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, help);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is not what the program says; if it should be, run: make fix", file)
                .isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void helpFitsInATerminal(String language) throws IOException {
        for (String command : commands()) {
            // Examples stand on one line each, to be copied.
            assertThat(page(language, command.split(" ", -1)).lines().filter(line -> !line.startsWith("  bloctel ")))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
        }
    }

    private static String page(String language, String... command) {
        String[] words = Stream.concat(Arrays.stream(command), Stream.of("--help", "--lang", language))
                .toArray(String[]::new);
        Ran ran = Ran.english(words);
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.err()).isEmpty();
        return ran.out();
    }

    /** The commands that the program's page names. */
    private static List<String> commands() {
        List<String> commands = page("en")
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("   "))
                .map(line -> line.strip().split(" {2,}", 2)[0])
                .toList();
        assertThat(commands)
                .contains("scrub", "check", "serve", "list build", "list info", "list change", "completion");
        return commands;
    }

    @Test
    void completionIsAScriptThatBashAccepts(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"), Ran.english("completion").out());
        assertThat(bash("-n", script.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bloctel sc, scrub",
        "bloctel wat, watch",
        "bloctel ag, agi",
        "bloctel ser, serve",
        "bloctel serve --rot, --rotate-master-key",
        "bloctel list in, info",
        "bloctel scrub a.csv --col, --column",
        "bloctel list build --leni, --lenient",
        "bloctel list change a.list --del, --delta",
        "bloctel --ver, --version",
    })
    void completionKnowsCommandsAndOptions(String typed, String completed, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"), Ran.english("completion").out());
        String ask = "source '" + script + "'; COMP_WORDS=(" + typed + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " _bloctel; echo \"${COMPREPLY[*]}\"";
        assertThat(bash("-c", ask)).isEqualTo(completed + "\n");
    }

    private static String bash(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash"));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
