package org.openbloctel.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.platform.mail.Mail;

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

    /** A server that was killed left half of it, or nothing but its name. */
    @Test
    void aMailThatIsHalfWrittenIsLeftOut() throws IOException {
        DemoMailbox box = new DemoMailbox(folder, () -> Instant.parse("2026-11-25T08:00:00Z"));
        Mail whole = mail("whole", null);
        Mail half = mail("half", null);
        box.send(whole);
        box.send(half);
        Path file = folder.resolve(half.id() + ".json");
        Files.writeString(file, Files.readString(file).substring(0, 40));
        Files.createFile(folder.resolve(UUID.randomUUID() + ".json"));
        DemoMailbox again = new DemoMailbox(folder, Instant::now);
        assertThat(again.mails()).extracting(DemoMailbox.Kept::mail).containsExactly(whole);
    }

    private static Mail mail(String subject, @org.jspecify.annotations.Nullable String html) {
        return new Mail(
                UUID.randomUUID(),
                "camille@example.org",
                Locale.FRENCH,
                subject,
                subject,
                html,
                Mail.Conversation.NONE);
    }
}
