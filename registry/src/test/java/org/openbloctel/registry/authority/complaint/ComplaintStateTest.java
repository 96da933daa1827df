package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.StateDiagram;

/** The states of a complaint: the page that draws them, and the only one from which no way leads on. */
final class ComplaintStateTest {
    private static final Path PAGE = Path.of("..", "docs", "complaints.md");

    @Test
    void pageDrawsTheStates() throws IOException {
        assertThat(Files.readString(PAGE)).contains(StateDiagram.of(ComplaintState.values(), ComplaintState::next));
    }

    @Test
    void everyStateIsReachedAndOnlyClosedComplaintsEnd() {
        for (ComplaintState state : ComplaintState.values()) {
            assertThat(state == ComplaintState.RECEIVED || !state.sources().isEmpty())
                    .as("%s is reached", state)
                    .isTrue();
            assertThat(state.next().isEmpty()).as("%s ends", state).isEqualTo(state == ComplaintState.CLOSED);
        }
    }
}
