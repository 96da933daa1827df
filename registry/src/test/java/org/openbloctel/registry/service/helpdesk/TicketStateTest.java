package org.openbloctel.registry.service.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.StateDiagram;

/** The states of a ticket: the page that draws them, and a reply that opens each again. */
final class TicketStateTest {
    private static final Path PAGE = Path.of("..", "docs", "helpdesk.md");

    @Test
    void pageDrawsTheStates() throws IOException {
        assertThat(Files.readString(PAGE)).contains(StateDiagram.of(Ticket.State.values(), Ticket.State::next));
    }

    @Test
    void replyOpensATicketFromEveryState() {
        for (Ticket.State state : Ticket.State.values()) {
            assertThat(state.mayBecome(Ticket.State.NEW)).as("%s", state).isTrue();
        }
        assertThat(Ticket.State.CLOSED.mayBecome(Ticket.State.ANSWERED)).isFalse();
    }
}
