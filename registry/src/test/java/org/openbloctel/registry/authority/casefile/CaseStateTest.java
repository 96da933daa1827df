package org.openbloctel.registry.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.StateDiagram;

/** The states of a case: the page that draws them, and that only decided cases end. */
final class CaseStateTest {
    private static final Path PAGE = Path.of("..", "docs", "cases.md");

    @Test
    void pageDrawsTheStates() throws IOException {
        assertThat(Files.readString(PAGE)).contains(StateDiagram.of(CaseState.values(), CaseState::next));
    }

    @Test
    void everyStateIsReachedAndOnlyDecidedCasesEnd() {
        for (CaseState state : CaseState.values()) {
            assertThat(state == CaseState.OPEN
                            || Arrays.stream(CaseState.values())
                                    .anyMatch(from -> from.next().contains(state)))
                    .as("%s is reached", state)
                    .isTrue();
            assertThat(!state.next().isEmpty() || state.isDecided())
                    .as("%s leads on or is decided", state)
                    .isTrue();
        }
    }

    @Test
    void sanctionFollowsTheTimeToAnswerOnly() {
        for (CaseState state : EnumSet.of(CaseState.OPEN, CaseState.NOTIFIED)) {
            assertThat(state.next()).doesNotContain(CaseState.SANCTIONED);
        }
    }
}
