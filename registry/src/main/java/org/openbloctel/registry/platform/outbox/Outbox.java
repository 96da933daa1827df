package org.openbloctel.registry.platform.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The mails to be sent. Written in the transaction that causes them; taken by a sender, which says of each whether it went.
 * A mail that cannot be sent is tried again after 1, 2, 4… minutes, at most {@value #ATTEMPTS} times, and so is one that the master keys
 * of this server do not open. Thread-safe, and several servers may take from it: what one has taken, another does not see for five minutes.
 */
public final class Outbox {
    /** After so many tries a mail is given up, some three days after the first. */
    public static final int ATTEMPTS = 13;

    /** A settled mail, of which only the kind is left, is known for so long. */
    public static final Duration SETTLED_KEPT = Duration.ofDays(30);

    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration TAKEN_FOR = Duration.ofMinutes(5);

    /** What the name of a sealed mail's template begins with: a version that cannot open the mail finds no such template. */
    static final String SEALED = "sealed/";

    private final Database database;
    private final OutboxRows rows;
    private final InstantSource clock;
    private final MailSeal seal;
    private final boolean sealing;

    /** An outbox that writes in plain, as the version before does. */
    public Outbox(Database database, InstantSource clock) {
        this(database, clock, false);
    }

    /**
     * An outbox that reads sealed mails and plain ones.
     *
     * @param sealing whether it seals what it writes, under the master key
     */
    public Outbox(Database database, InstantSource clock, boolean sealing) {
        this.database = database;
        this.rows = database.rows(OutboxRows.class);
        this.clock = clock;
        this.seal = new MailSeal(database.masterKeys());
        this.sealing = sealing;
    }

    /** Puts a mail in, in the transaction that is open or in one of its own. */
    public UUID put(Message message) {
        UUID id = UUID.randomUUID();
        String[] parameters = flat(message.parameters());
        byte[] sealed = sealing ? seal.seal(id, parameters) : null;
        OutboxRows.insert(database, id, message, parameters, sealed, clock.instant());
        return id;
    }

    /** Takes up to so many mails that are due; each has to be settled by {@link #sent} or {@link #failed}, or released. */
    public List<Taken> take(int limit) {
        return take(limit, Set.of());
    }

    /** The same, without mails to some domains. The longest due comes first. */
    public List<Taken> take(int limit, Set<String> butDomains) {
        Instant now = clock.instant();
        List<Taken> taken = new ArrayList<>();
        for (OutboxRows.Mail mail : rows.take(limit, butDomains, now, now.plus(TAKEN_FOR))) {
            try {
                taken.add(opened(mail));
            } catch (MasterKeys.LostKeyException e) {
                failed(mail.id(), mail.attempts()); // another server may have the key
            }
        }
        return taken;
    }

    private Taken opened(OutboxRows.Mail mail) {
        String[] parameters = mail.sealed() == null ? mail.parameters() : seal.open(mail.id(), mail.sealed());
        Message message =
                new Message(mail.recipient(), mail.locale(), template(mail.template()), parameters(parameters));
        return new Taken(mail.id(), mail.attempts(), mail.dueAt(), mail.domain(), message);
    }

    /** The mail was not tried: it is due as it was before it was taken. */
    public void release(Taken taken) {
        rows.release(taken.id(), taken.attempt(), taken.dueAt());
    }

    /** The mail went; what it said is forgotten. */
    public void sent(Taken taken) {
        rows.settle(taken.id(), taken.attempt(), true, clock.instant());
    }

    /** The mail did not go; it is tried again later, or given up. Nothing when another sender has taken it meanwhile. */
    public void failed(Taken taken) {
        failed(taken.id(), taken.attempt());
    }

    private void failed(UUID id, int attempt) {
        if (attempt >= ATTEMPTS) {
            rows.settle(id, attempt, false, clock.instant());
        } else {
            rows.postpone(id, attempt, clock.instant().plus(Duration.ofMinutes(1L << (attempt - 1))));
        }
    }

    /** What waits in it, and what was given up lately. */
    public Depth depth() {
        return rows.depth(clock.instant().minus(LATELY));
    }

    /** Forgets mails that were sent or given up a while ago; returns how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(SETTLED_KEPT));
    }

    /** The name of a template, without the mark of a sealed mail. */
    static String template(String stored) {
        return stored.startsWith(SEALED) ? stored.substring(SEALED.length()) : stored;
    }

    private static Map<String, String> parameters(String[] flat) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.length; i += 2) {
            parameters.put(flat[i], flat[i + 1]);
        }
        return parameters;
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

        /** A parameter that stands in brackets behind the subject, by which a reply is recognised. */
        public static final String SUBJECT_MARK = "subject-mark";

        /** A parameter that makes replies go to this address. */
        public static final String REPLY_TO = "reply-to";

        /** Copies the parameters. */
        public Message {
            parameters = Map.copyOf(parameters);
        }
    }
}
