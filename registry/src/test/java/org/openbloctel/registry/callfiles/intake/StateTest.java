package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
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
            boolean reached = state == State.RECEIVED || !before(state).isEmpty();
            boolean ends = state == State.PURGED || state == State.REFUSED;
            assertThat(reached).as("%s is reached", state).isTrue();
            assertThat(state.next().isEmpty()).as("%s ends", state).isEqualTo(ends);
        }
    }

    @Test
    void statementsKnowTheStatesBeforeOne() {
        assertThat(State.BEFORE_RECEIVED).isEqualTo(before(State.RECEIVED));
        assertThat(State.BEFORE_HELD).isEqualTo(before(State.HELD));
        assertThat(State.BEFORE_READY).isEqualTo(before(State.READY));
        assertThat(State.BEFORE_DELIVERED).isEqualTo(before(State.DELIVERED));
        assertThat(State.BEFORE_PURGED).isEqualTo(before(State.PURGED));
        assertThat(State.BEFORE_REFUSED).isEqualTo(before(State.REFUSED));
    }

    private static String before(State state) {
        return Arrays.stream(State.values())
                .filter(from -> from.next().contains(state))
                .map(from -> "'" + from + "'")
                .collect(Collectors.joining(", "));
    }
}
