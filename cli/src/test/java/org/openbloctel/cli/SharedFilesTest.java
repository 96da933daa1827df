package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What packages put beside the command: a page of each command in both languages, and completions that shells accept. */
final class SharedFilesTest {
    @TempDir
    private static Path share = Path.of(".");

    @BeforeAll
    static void write() throws IOException {
        Path changes = Files.writeString(share.resolve("changelog"), "openbloctel ([[version]]) stable\n");
        SharedFiles.main(new String[] {share.toString(), "1.2.0-SNAPSHOT", changes.toString()});
    }

    @ParameterizedTest
    @CsvSource({"man/man1, EXAMPLES, en", "man/fr/man1, EXEMPLES, fr"})
    void pageOfEachCommandHasItsOptions(String folder, String examples, String language) throws IOException {
        String program = text(folder + "/bloctel.1.gz");
        List<String> named = program.lines()
                .filter(line -> line.startsWith(".B bloctel\\-"))
                .map(line -> line.substring(3, line.indexOf('(')).replace("\\-", "-"))
                .toList();
        try (Stream<Path> pages = Files.list(share.resolve(folder))) {
            assertThat(pages).hasSize(named.size() + 1);
        }
        for (String name : named) {
            String page = text(folder + "/" + name + ".1.gz");
            String command = page.lines()
                    .filter(line -> line.startsWith("bloctel "))
                    .findFirst()
                    .orElseThrow()
                    .replace("\\-", "-");
            assertThat(page).contains(".SH \"" + examples + "\"\n", "OpenBloctel 1.2.0");
            List<String> words = new ArrayList<>();
            Stream.of(command.split(" ", -1))
                    .skip(1)
                    .takeWhile(word -> word.matches("[a-z-]+"))
                    .forEach(words::add);
            words.addAll(List.of("--help", "--lang", language));
            String help = Ran.english(words.toArray(String[]::new)).out();
            List<String> terms = page.lines()
                    .filter(line -> line.startsWith(".B "))
                    .map(line -> "  " + line.substring(3).replace("\\-", "-") + " ")
                    .toList();
            assertThat(help.lines().filter(line -> line.startsWith("  -")))
                    .as(name)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(line -> assertThat(terms).anyMatch(line::startsWith));
        }
    }

    /** A line of text that began with a point or an apostrophe would be lost. */
    @Test
    void everyLineOfAPageIsARequestOrText() {
        Messages messages = Messages.of(new String[] {}, Locale.ENGLISH);
        Command command = new CompletionCommand(
                new Terminal(new ByteArrayInputStream(new byte[0]), System.out, System.err, Clock.systemUTC(), false),
                messages,
                List::of);
        new Manual(messages, List.of(command), "1")
                .pages()
                .values()
                .forEach(page -> assertThat(page.lines())
                        .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
                        .allSatisfy(line -> assertThat(line).matches("\\.(TH|SH|PP|TP|B|nf|fi)( .*)?")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"man/man1/bloctel.1.gz", "doc/openbloctel/changelog.gz"})
    void compressedFilesHaveNoTimeAndAreAsSmallAsCanBe(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(share.resolve(file));
        assertThat(bytes).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2);
        assertThat(text(file)).isNotBlank();
    }

    @Test
    void changelogNamesTheVersionAsDebianOrdersIt() throws IOException {
        assertThat(text("doc/openbloctel/changelog.gz")).startsWith("openbloctel (1.2.0~SNAPSHOT) stable");
    }

    @ParameterizedTest
    @CsvSource({
        "bloctel sc, scrub",
        "bloctel list in, info",
        "bloctel scrub a.csv --col, --column",
        "bloctel help wat, watch",
        "bloctel audit acc, accept-restore"
    })
    void fishCompletes(String typed, String completed) throws Exception {
        String script = share.resolve("fish/vendor_completions.d/bloctel.fish").toString();
        assertThat(run("fish", "-c", "source " + script + "; complete -C '" + typed + "'"))
                .startsWith(completed);
    }

    @ParameterizedTest
    @CsvSource({
        "list '', 'build:,info:,change:,files'",
        "list build --, '--out:The list to write.,--lenient:,--help:'",
        "sc, 'scrub:,audit:accept-restore,help:'"
    })
    void zshCompletes(String typed, String completed) throws Exception {
        String[] words = typed.split(" ", -1);
        String script = "compdef() {}; _describe() { print -rl -- ${(P)argv[-1]}; }; _files() { print files; }; source "
                + share.resolve("zsh/vendor-completions/_bloctel") + "; words=(bloctel " + typed + "); CURRENT="
                + (words.length + 1) + "; PREFIX=" + words[words.length - 1] + "; _bloctel";
        List<String> lines = run("zsh", "-f", "-c", script).lines().toList();
        assertThat(List.of(completed.split(",", -1)))
                .allSatisfy(start -> assertThat(lines).anyMatch(line -> line.startsWith(start)));
    }

    private static String text(String file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(share.resolve(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin", command[0])), command[0] + " is not installed");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
