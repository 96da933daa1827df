package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands find the folders where the server has them. */
final class CommandWordsTest {
    @TempDir
    private Path home;

    @Test
    void foldersAreThoseOfTheSettings() throws Exception {
        Path config = Files.writeString(home.resolve("config"), """
                openbloctel.submissions.folder=/srv/files
                openbloctel.consents.evidence-folder=/srv/evidence
                openbloctel.audit.checkpoint-folder=/srv/checkpoints
                """);
        CommandWords words = CommandWords.of("doctor", Set.of(), List.of("--config", config.toString()));
        assertThat(words.submissions()).isEqualTo(Path.of("/srv/files"));
        assertThat(words.evidence()).isEqualTo(Path.of("/srv/evidence"));
        assertThat(words.checkpoints()).isEqualTo(Path.of("/srv/checkpoints"));
    }

    @Test
    void foldersAreInTheDataFolderOtherwise() {
        CommandWords words = CommandWords.of("doctor", Set.of(), List.of("--data", home.toString()));
        assertThat(words.evidence()).isEqualTo(home.resolve("evidence"));
    }
}
