package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.law.LawBook;

/** The pages that ship are whole, in both languages; those of a folder come to them, and a bad one is left out with its reason. */
final class HelpLibraryTest {
    private static final Set<String> STATEMENTS =
            LawBook.france().statements().stream().map(one -> one.id()).collect(Collectors.toSet());
    private static final HelpFile READER = new HelpFile(STATEMENTS::contains);

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void shippedPagesAreWholeInBothLanguages() {
        HelpLibrary library = HelpLibrary.of(READER, null);
        assertThat(library.faults()).isEmpty();
        List<HelpPage> french = library.in(Locale.FRENCH);
        List<HelpPage> english = library.in(Locale.ENGLISH);
        assertThat(french)
                .hasSizeGreaterThan(15)
                .allMatch(page -> page.language().equals(Locale.FRENCH));
        assertThat(english).allMatch(page -> page.language().equals(Locale.ENGLISH));
        assertThat(english).extracting(HelpPage::name).containsExactlyElementsOf(names(french));
        for (int i = 0; i < french.size(); i++) {
            assertThat(directives(english.get(i))).as(english.get(i).name()).isEqualTo(directives(french.get(i)));
        }
    }

    private static List<String> names(List<HelpPage> pages) {
        return pages.stream().map(HelpPage::name).toList();
    }

    private static List<String> directives(HelpPage page) {
        return page.parts().stream()
                .filter(part -> !part.kind().equals("html"))
                .map(part -> part.kind() + " " + part.value())
                .toList();
    }

    /** The sheet is for people, docs/formats for developers: neither may know a format, a code or a reason that the other does not. */
    @Test
    void technicalSheetHasTheTablesOfTheDescription() throws IOException {
        String description = Files.readString(Path.of("../docs/formats/call-file.md"));
        for (String language : List.of("fr", "en")) {
            String sheet = Files.readString(Path.of("src/main/resources/help/pages/formats." + language + ".md"));
            assertThat(found("(?m)^\\| (`[^`]+`) \\|.*\\| (BT-\\d+) \\|", sheet))
                    .hasSizeGreaterThan(20)
                    .isEqualTo(found("(?m)^\\| (`[^`]+`) \\|.*\\| (BT-\\d+) \\|", description));
            assertThat(found("(?m)^\\| (`[a-z-]+`)() \\| [^|]*\\|$", sheet))
                    .hasSize(13)
                    .isEqualTo(found(
                            "(?m)^\\| (`[a-z-]+`)() \\| [^|]*\\|$",
                            description.substring(description.indexOf("## Reasons"))));
        }
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(one -> one.group(1) + one.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void pagesOfAFolderComeToThoseThatShipAndReplaceThem() throws IOException {
        write("horaires.fr.md", "title: Nos horaires\nfor: everybody\n\nDe 9 h à 17 h.\n");
        write("duree.fr.md", "title: La durée, chez nous\nfor: consumers\n\nTrois ans.\n");
        HelpLibrary library = HelpLibrary.of(READER, folder);
        assertThat(library.faults()).isEmpty();
        assertThat(library.find("horaires", Locale.ENGLISH).orElseThrow().language())
                .isEqualTo(Locale.FRENCH);
        assertThat(library.find("duree", Locale.FRENCH).orElseThrow().title()).isEqualTo("La durée, chez nous");
        assertThat(library.find("duree", Locale.ENGLISH).orElseThrow().title())
                .isEqualTo("How long does a registration last?");
    }

    @Test
    void badFileIsLeftOutWithItsReason() throws IOException {
        write("a.fr.md", "title: a\n\n<script>alert(1)</script>\n");
        Files.write(folder.resolve("b.fr.md"), "title: é\n\na".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(folder.resolve("c.fr.md"), folder.resolve("a.fr.md"));
        write("d.fr.md", "title: d\n\n" + "a ".repeat(150_000));
        write("notes.txt", "not meant for the help");
        List<String> reasons = new ArrayList<>();
        HelpLibrary.of(READER, folder).faults().forEach(fault -> reasons.add(fault.file() + ": " + fault.reason()));
        assertThat(reasons)
                .containsExactly(
                        "a.fr.md: HTML is not taken",
                        "b.fr.md: not UTF-8",
                        "c.fr.md: no plain file of at most 200000 bytes",
                        "d.fr.md: no plain file of at most 200000 bytes");
        assertThat(HelpLibrary.of(READER, folder.resolve("none")).faults()).hasSize(1);
    }

    /** A stack that is exhausted is no exception that a server survives at its start. */
    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "1. ", "**a ", "*a _b ", "[a](", "`"})
    void signsInsideEachOtherAreLeftOutAtOnce(String sign) throws IOException {
        String closed = sign.strip().startsWith("*") ? " a_ b**".repeat(10_000) : "";
        write("a.fr.md", "title: a\n\n" + sign.repeat(10_000) + "x" + closed);
        write("b.fr.md", "title: b\n\nB.\n");
        HelpLibrary library = assertTimeout(Duration.ofSeconds(5), () -> HelpLibrary.of(READER, folder));
        assertThat(library.find("b", Locale.FRENCH)).isPresent();
        assertThat(library.faults())
                .allMatch(fault -> fault.reason().contains("nested more than")
                        || fault.reason().contains("signs of emphases"));
    }

    @Test
    void emphasesInsideEachOtherAreLeftOut() throws IOException {
        write("a.fr.md", "title: a\n\n" + "**a ".repeat(200) + "x" + " b**".repeat(200));
        write("b.fr.md", "title: b\n\n" + "![a ".repeat(300) + "](x)".repeat(300));
        assertThat(HelpLibrary.of(READER, folder).faults())
                .extracting(HelpLibrary.Fault::file)
                .containsExactly("a.fr.md", "b.fr.md");
    }

    @Test
    void byteOrderMarkOfAnEditorIsNoFault() throws IOException {
        write("a.fr.md", "\ufefftitle: a\r\n\r\nA.\r\n");
        HelpLibrary library = HelpLibrary.of(READER, folder);
        assertThat(library.faults()).isEmpty();
        assertThat(library.find("a", Locale.FRENCH)).isPresent();
    }

    @Test
    void folderThatHoldsNoPlainFilesIsNoFaultOfTheServer() throws IOException {
        Files.createDirectory(folder.resolve("a.fr.md"));
        Files.createSymbolicLink(folder.resolve("b.fr.md"), folder.resolve("none"));
        write("c.fr.md", "title: " + "c".repeat(600) + "\n\nC.\n");
        assertThat(HelpLibrary.of(READER, folder).faults())
                .extracting(HelpLibrary.Fault::file)
                .containsExactly("a.fr.md", "b.fr.md", "c.fr.md");
    }
}
