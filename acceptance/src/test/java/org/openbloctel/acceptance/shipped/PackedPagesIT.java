package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.acceptance.DeadLinks;

/** The pages of the zip and of the package for Debian: each link leads to a file, and to a section, that is in the package. */
final class PackedPagesIT {
    @TempDir
    private Path home = Path.of(".");

    @Test
    void linksOfTheZipLead() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(Shipment.packed("openbloctel-*.zip"), Map.of())) {
            Path root;
            try (var folders = Files.list(zip.getPath("/"))) {
                root = folders.findFirst().orElseThrow();
            }
            assertThat(DeadLinks.pagesUnder(root)).isGreaterThan(100);
            assertThat(DeadLinks.under(root)).isEmpty();
            assertThat(Files.readString(root.resolve("README.md")))
                    .as("it has its own, since the repository's tells how to build")
                    .contains("./bloctel serve --demo")
                    .doesNotContain("make run");
            assertThat(Files.readString(root.resolve("bloctel.cmd")))
                    .as("Windows finds labels by its own line ends alone")
                    .contains("\r\n:start\r\n")
                    .doesNotContainPattern("[^\r]\n");
            assertThat(root.resolve("share/man/man1/bloctel-scrub.1.gz")).isRegularFile();
        }
    }

    @Test
    void linksOfTheDebLead() throws Exception {
        String deb = Shipment.packed("openbloctel_*_all.deb").toString();
        Shipment.Ran unpacked = Installation.run(
                List.of(
                        "sh",
                        "-c",
                        "dpkg-deb --fsys-tarfile \"$0\" | tar -x -C \"$1\" ./usr/share/doc",
                        deb,
                        home.toString()),
                home);
        assertThat(unpacked.code()).as(unpacked.said()).isZero();
        Path root = home.resolve("usr/share/doc/openbloctel");
        assertThat(DeadLinks.pagesUnder(root)).isGreaterThan(100);
        assertThat(DeadLinks.under(root)).isEmpty();
    }

    @Test
    void deadLinkAndDeadSectionAreFound() throws Exception {
        Files.createDirectory(home.resolve("docs"));
        Files.writeString(home.resolve("docs/other.md"), "# Other\n\n## A `part`, of it\n\n[up](../page.md)\n");
        Files.writeString(home.resolve("page.md"), """
                # Page

                [one](docs/other.md), [two](docs/other.md#a-part-of-it), [site](https://example.org/), [here](#page),
                `[code](none.md)`, [gone](docs/gone.md), [no section](docs/other.md#a-part), [out](../else.md)
                """);
        assertThat(DeadLinks.under(home))
                .containsExactly("page.md: docs/gone.md", "page.md: docs/other.md#a-part", "page.md: ../else.md");
    }
}
