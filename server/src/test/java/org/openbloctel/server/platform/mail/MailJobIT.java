package org.openbloctel.server.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.platform.jobs.RecurringJob;

/** A server without a mail server in its settings. */
final class MailJobIT {
    /** It shares the table of jobs with servers that have one, and would take their turn. */
    @Test
    void takesNoTurnAtSendingMails() {
        assertThat(SharedServer.get().jobs())
                .extracting(RecurringJob::name)
                .isNotEmpty()
                .doesNotContain("outbox.send");
    }
}
