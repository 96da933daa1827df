package org.openbloctel.registry.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;

/**
 * The mails to be sent. Written in the transaction that causes them; taken by a sender, which says of each whether it went.
 * A mail that cannot be sent is tried again after 1, 2, 4… minutes, at most {@value #ATTEMPTS} times. Thread-safe, and several
 * servers may take from it: what one has taken, another does not see for five minutes.
 */
public final class Outbox {
    /** After so many tries a mail is given up, some three days after the first. */
    public static final int ATTEMPTS = 13;

    /** A settled mail, of which only the kind is left, is known for so long. */
    public static final Duration SETTLED_KEPT = Duration.ofDays(30);

    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration TAKEN_FOR = Duration.ofMinutes(5);

    private final OutboxRows rows;
    private final InstantSource clock;

    public Outbox(Database database, InstantSource clock) {
        this.rows = new OutboxRows(database);
        this.clock = clock;
    }

    /** Puts a mail in, in the transaction that is open or in one of its own. */
    public UUID put(Message message) {
        UUID id = UUID.randomUUID();
        rows.insert(
                id,
                message.recipient(),
                message.locale(),
                message.template(),
                flat(message.parameters()),
                clock.instant());
        return id;
    }

    /** Takes up to so many mails that are due; each has to be settled by {@link #sent} or {@link #failed}, or released. */
    public List<Taken> take(int limit) {
        return take(limit, Set.of());
    }

    /** The same, without mails to some domains. The longest due comes first. */
    public List<Taken> take(int limit, Set<String> butDomains) {
        Instant now = clock.instant();
        return rows.take(limit, butDomains, now, now.plus(TAKEN_FOR), Outbox::taken);
    }

    /** The mail was not tried: it is due as it was before it was taken. */
    public void release(Taken taken) {
        rows.release(taken.id(), taken.attempt(), taken.dueAt());
    }

    /** The mail went; what it said is forgotten. */
    public void sent(Taken taken) {
        settle(taken, true);
    }

    /** The mail did not go; it is tried again later, or given up. */
    public void failed(Taken taken) {
        if (taken.attempt() >= ATTEMPTS) {
            settle(taken, false);
            return;
        }
        Instant again = clock.instant().plus(Duration.ofMinutes(1L << (taken.attempt() - 1)));
        rows.postpone(taken.id(), again);
    }

    /** What waits in it, and what was given up lately. */
    public Depth depth() {
        return rows.depth(
                clock.instant().minus(LATELY),
                (row, n) -> new Depth(
                        row.getLong("waiting"), Columns.optionalInstant(row, "oldest"), row.getLong("given_up")));
    }

    /** Forgets mails that were sent or given up a while ago; returns how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(SETTLED_KEPT));
    }

    private void settle(Taken taken, boolean sent) {
        rows.settle(taken.id(), sent, clock.instant());
    }

    private static Taken taken(ResultSet row, int n) throws SQLException {
        String[] flat = (String[]) row.getArray("parameters").getArray();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.length; i += 2) {
            parameters.put(flat[i], flat[i + 1]);
        }
        return new Taken(
                row.getObject("id", UUID.class),
                row.getInt("attempts"),
                Columns.instant(row, "due_at"),
                row.getString("domain"),
                new Message(
                        row.getString("recipient"),
                        Locale.forLanguageTag(row.getString("locale")),
                        row.getString("template"),
                        parameters));
    }

    private static String[] flat(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    /**
     * What there is to send.
     *
     * @param waiting how many mails
     * @param oldest when the first of them was put in
     * @param givenUp how many were given up within the last hour
     */
    public record Depth(long waiting, Optional<Instant> oldest, long givenUp) {}

    /**
     * A mail in a sender's hands.
     *
     * @param id stays the same over all attempts: the mail's Message-ID is made of it
     * @param attempt 1 for the first
     * @param dueAt when it was due
     * @param domain the recipient's, in lower case
     * @param message the mail
     */
    public record Taken(UUID id, int attempt, Instant dueAt, String domain, Message message) {}

    /**
     * A mail to be sent.
     *
     * @param recipient the address
     * @param locale French or English
     * @param template the template's name, {@code consumer/confirm} for instance
     * @param parameters what the template needs: links and dates, texts already chosen; a phone number only masked
     */
    public record Message(String recipient, Locale locale, String template, Map<String, String> parameters) {
        /** A parameter that makes the mail an answer: the Message-ID of what it answers. */
        public static final String IN_REPLY_TO = "in-reply-to";

        /** Copies the parameters. */
        public Message {
            parameters = Map.copyOf(parameters);
        }
    }
}
