package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.StateDiagram;

/** The states of a submission: the page that draws them, and those from which no way leads on. */
class StateTest {
    private static final Path PAGE = Path.of("..", "docs", "new-feature.md");

    @Test
    void pageDrawsTheStates() throws IOException {
        assertThat(Files.readString(PAGE)).contains(StateDiagram.of(State.values(), State::next));
    }

    @Test
    void everyStateIsReachedAndOnlyErasedAndRefusedFilesEnd() {
        for (State state : State.values()) {
            boolean reached = state == State.RECEIVED || !state.sources().isEmpty();
            boolean ends = state == State.PURGED || state == State.REFUSED;
            assertThat(reached).as("%s is reached", state).isTrue();
            assertThat(state.next().isEmpty()).as("%s ends", state).isEqualTo(ends);
        }
    }
}
