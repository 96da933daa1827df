package org.openbloctel.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.mail.Mail;

/** The demo keeps its mails over a restart, each once. */
final class DemoMailboxTest {
    @TempDir
    private Path folder;

    @Test
    void mailsAreThereAfterARestartTheNewestFirst() {
        DemoMailbox box = new DemoMailbox(folder, () -> Instant.parse("2026-11-25T08:00:00Z"));
        Mail first = mail("first", null);
        box.send(first);
        box.send(first);
        DemoMailbox again = new DemoMailbox(folder, () -> Instant.parse("2026-11-25T09:00:00Z"));
        Mail second = mail("second", "<p>second</p>");
        again.send(second);
        DemoMailbox third = new DemoMailbox(folder, Instant::now);
        assertThat(third.mails()).extracting(DemoMailbox.Kept::mail).containsExactly(second, first);
        assertThat(third.mail(first.id())).map(DemoMailbox.Kept::mail).hasValue(first);
    }

    private static Mail mail(String subject, @org.jspecify.annotations.Nullable String html) {
        return new Mail(UUID.randomUUID(), "camille@example.org", Locale.FRENCH, subject, subject, html, null);
    }
}
