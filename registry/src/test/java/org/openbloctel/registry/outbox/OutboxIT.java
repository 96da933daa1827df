package org.openbloctel.registry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;

/** A mail is sent when what caused it happened, at least once, and is forgotten afterwards. */
final class OutboxIT {
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final Outbox outbox = new Outbox(database, () -> now);
    private final Outbox.Message message = new Outbox.Message(
            "camille@example.org", Locale.FRENCH, "consumer/confirm", Map.of("link", "https://example.org/x"));

    @Test
    void mailIsTakenOnceAndForgottenWhenSent() {
        outbox.put(message);
        Outbox.Taken taken = outbox.take(10).getFirst();
        assertThat(taken.message()).isEqualTo(message);
        assertThat(outbox.take(10)).isEmpty();
        outbox.sent(taken);
        now = now.plus(Duration.ofDays(10));
        assertThat(outbox.take(10)).isEmpty();
        assertThat(kept()).isEqualTo("{}");
    }

    @Test
    void mailOfASenderThatDiedIsTakenAgainUnderItsId() {
        outbox.put(message);
        Outbox.Taken first = outbox.take(10).getFirst();
        now = now.plus(Duration.ofMinutes(5));
        assertThat(outbox.take(10)).extracting(Outbox.Taken::id).containsExactly(first.id());
    }

    @Test
    void mailThatWasNotTriedIsDueAsBefore() {
        outbox.put(message);
        Outbox.Taken first = outbox.take(10).getFirst();
        outbox.release(first);
        assertThat(outbox.take(10)).containsExactly(first);
        now = now.plus(Duration.ofMinutes(5));
        assertThat(outbox.take(10)).extracting(Outbox.Taken::attempt).containsExactly(2);
        outbox.release(first);
        assertThat(outbox.take(10)).as("another sender has it").isEmpty();
    }

    @Test
    void mailsToSomeDomainsAreLeftOut() {
        outbox.put(message);
        outbox.put(new Outbox.Message("Anne@Example.NET", Locale.FRENCH, "consumer/confirm", Map.of()));
        assertThat(outbox.take(10, Set.of("example.org")))
                .extracting(Outbox.Taken::domain)
                .containsExactly("example.net");
        assertThat(outbox.take(10, Set.of("example.net"))).hasSize(1);
    }

    @Test
    void mailThatNeverGoesIsGivenUpAndForgotten() {
        outbox.put(message);
        for (int attempt = 1; attempt <= Outbox.ATTEMPTS; attempt++) {
            outbox.failed(outbox.take(10).getFirst());
            now = now.plus(Duration.ofDays(10));
        }
        assertThat(outbox.take(10)).isEmpty();
        assertThat(kept()).isEqualTo("{}");
    }

    private String kept() {
        return database.accounts()
                .sql("select parameters::text from accounts.outbox")
                .query(String.class)
                .single();
    }
}
