package org.openbloctel.scrub.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class FileSignaturesTest {
    /** What is refused by these names, and that it is, is tested with the workbooks: they are refused there, too. */
    @Test
    void everyFormatIsInTheTableThatSaysWhatToDo() throws Exception {
        String page = Files.readString(Path.of("../docs/formats/call-file.md"));
        assertThat(FileSignatures.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
