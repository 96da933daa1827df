package org.openbloctel.registry.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;

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

    @Test
    void linksOfSealedMailsAreInNoCopyOfTheDatabase() {
        Outbox sealing = new Outbox(database, () -> now, true);
        sealing.put(message);
        outbox.put(message);
        assertThat(rows().getFirst()).contains("sealed/consumer/confirm").doesNotContain("example.org/x");
        assertThat(rows().getLast()).contains("example.org/x");
        for (Outbox reader : List.of(outbox, sealing)) {
            List<Outbox.Taken> taken = reader.take(10);
            assertThat(taken).extracting(Outbox.Taken::message).containsExactly(message, message);
            taken.forEach(reader::release);
        }
        sealing.take(10).forEach(sealing::sent);
        assertThat(rows()).allSatisfy(row -> assertThat(row).contains("{}").doesNotContain("\\x"));
    }

    @Test
    void textsOfASealedMailStayWhatTheyAre() {
        Map<String, String> texts = Map.of("name", "Zoé ’😀", "empty", "", "long", "é".repeat(70_000));
        new Outbox(database, () -> now, true).put(new Outbox.Message("a@example.org", Locale.FRENCH, "t", texts));
        assertThat(outbox.take(10).getFirst().message().parameters()).isEqualTo(texts);
    }

    @Test
    void sealedMailThatCannotBeOpenedIsTriedAgainLaterAndKeepsNoOther() {
        Outbox sealing = new Outbox(database, () -> now, true);
        sealing.put(message);
        database.accounts()
                .sql("update accounts.outbox set sealed = set_byte(sealed, 30, 255 - get_byte(sealed, 30))")
                .update();
        now = now.plus(Duration.ofSeconds(1));
        sealing.put(message);
        assertThat(sealing.take(10)).hasSize(1);
        assertThat(sealing.depth().waiting()).isEqualTo(2);
        for (int attempt = 0; attempt < Outbox.ATTEMPTS; attempt++) {
            now = now.plus(Duration.ofDays(10));
            sealing.take(10).forEach(sealing::sent);
        }
        assertThat(sealing.depth().waiting())
                .as("given up like one that never goes")
                .isZero();
        assertThat(rows()).noneMatch(row -> row.contains("\\x"));
    }

    private List<String> rows() {
        return database.accounts()
                .sql("select o::text from accounts.outbox o order by sealed is null, created_at")
                .query(String.class)
                .list();
    }

    private String kept() {
        return database.accounts()
                .sql("select parameters::text from accounts.outbox")
                .query(String.class)
                .single();
    }
}
