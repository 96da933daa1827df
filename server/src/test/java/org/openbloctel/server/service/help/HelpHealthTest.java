package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.service.help.HelpConfiguration.HelpHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The health has the number of pages that were left out, and stays good: a page of the help keeps no server from its work. */
final class HelpHealthTest {
    private static final HelpFile READER = new HelpFile(any -> true);

    @TempDir
    Path folder;

    private Health health(Path read) {
        return new HelpHealth(HelpLibrary.of(READER, read)).health();
    }

    @Test
    void pagesThatWereLeftOutAreCountedWithoutTheirNames() throws IOException {
        Files.writeString(folder.resolve("secret-a.fr.md"), "title: a\n\n<b>a</b>\n");
        Files.writeString(folder.resolve("secret-b.fr.md"), "no head");
        Files.writeString(folder.resolve("c.fr.md"), "title: c\n\nC.\n");
        Health health = health(folder);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsExactly(Map.entry("leftOut", 2));
    }

    @Test
    void folderThatIsNotThereIsOneFault() {
        Health health = health(folder.resolve("none"));
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("leftOut", 1);
    }
}
