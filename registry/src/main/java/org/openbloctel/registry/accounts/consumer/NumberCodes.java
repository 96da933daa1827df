package org.openbloctel.registry.accounts.consumer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Proof by a one-time code that a number is the consumer's: for a number that waits for it, and for one that is registered.
 * A number gets at most {@value #PER_NUMBER} codes a day from all callers together, and one person sends at most
 * {@value #PER_CONSUMER}. After {@value #MAX_WRONG} wrong codes the number is closed to this person for a day.
 * Thread-safe. A code is sent after the transaction that made it; one that could not be sent is removed.
 */
public final class NumberCodes {
    /** Codes that one number gets within {@link #DAY}. */
    public static final int PER_NUMBER = 3;

    /** Codes that one person sends within {@link #DAY}. */
    public static final int PER_CONSUMER = 10;

    /** Wrong codes of one person for one number within {@link #DAY}. */
    public static final int MAX_WRONG = 10;

    /** How long a code holds. */
    public static final Duration VALID = Duration.ofMinutes(15);

    /** What the limits are counted over. */
    public static final Duration DAY = Duration.ofHours(24);

    static final int SPACE = 1_000_000;

    private final Database database;
    private final InstantSource clock;
    private final Sender sender;
    private final AuditTrail audit;
    private final NumberCodeRows rows;
    private final ConsumerRows consumers;
    private final RequestRows requests;
    private final RegistrationRows registrations;
    private final Opposing opposing;
    private final SecureRandom random = new SecureRandom();

    /** Over this database, sending by this sender. */
    public NumberCodes(
            Database database,
            Outbox outbox,
            AuditTrail audit,
            InstantSource clock,
            ConsumerSettings settings,
            Sender sender) {
        this.database = database;
        this.clock = clock;
        this.sender = sender;
        this.audit = audit;
        this.rows = database.rows(NumberCodeRows.class);
        this.consumers = database.rows(ConsumerRows.class);
        this.requests = RequestRows.in(database);
        this.registrations = RegistrationRows.in(database);
        this.opposing = new Opposing(database, outbox, audit, settings);
    }

    /** The number behind a request or a registration of this consumer, for the page where its code is entered. */
    public PhoneNumber number(UUID consumer, UUID subject) {
        return subject(consumer, subject, now()).number();
    }

    /**
     * Sends a code to the number of a request or a registration.
     *
     * @param subject the id of either
     */
    public void send(UUID consumerId, UUID subject, Sender.Channel channel) {
        Instant now = now();
        String code = String.format("%06d", random.nextInt(SPACE));
        UUID id = UUID.randomUUID();
        Consumer consumer = database.inAccounts(() -> {
            Consumer locked = consumers.lock(consumerId);
            UUID number = subject(consumerId, subject, now).number().sealed(database);
            registrations.lock(number);
            refuseTooMany(consumerId, number, now);
            sender.admit();
            rows.insert(new NumberCodeRows.Sent(id, hash(id, code)), consumerId, number, now, now.plus(VALID));
            return locked;
        });
        PhoneNumber number = number(consumerId, subject);
        if (!sender.send(number, code, channel, consumer.locale())) {
            rows.delete(id);
            throw new RefusedException(new ConsumerRefusal.CodeNotSent());
        }
    }

    private void refuseTooMany(UUID consumer, UUID number, Instant now) {
        Instant since = now.minus(DAY);
        if (rows.wrong(consumer, number, since) >= MAX_WRONG) {
            throw new RefusedException(new ConsumerRefusal.CodeLocked(DAY.toHours()));
        }
        if (rows.countForNumber(number, since) >= PER_NUMBER
                || rows.countForConsumer(consumer, since) >= PER_CONSUMER) {
            throw new RefusedException(new ConsumerRefusal.TooManyCodes(DAY.toHours()));
        }
    }

    /**
     * Enters a code. The right one puts a number that waits for it on the list.
     *
     * @param subject the id of the request or registration
     */
    public Registration enter(UUID consumerId, UUID subject, String typed) {
        // Refused out here: the wrong try is to be counted, not rolled back.
        return attempt(consumerId, subject, typed).orRefuse();
    }

    /** The same within a transaction that is open, where there is one: a wrong code is an answer, so that it can be counted. */
    public Entered attempt(UUID consumerId, UUID subject, String typed) {
        Instant now = now();
        return database.inAccounts(() -> {
            Consumer consumer = consumers.lock(consumerId);
            return judge(consumer, subject(consumerId, subject, now), typed.replaceAll("\\D", ""), now);
        });
    }

    private Entered judge(Consumer consumer, Subject subject, String code, Instant now) {
        Registration registration = subject.registration();
        if (registration != null && registration.provedAt() != null) {
            opposing.awaitList();
            return new Entered.Right(registration); // the second of two clicks
        }
        UUID number = subject.number().sealed(database);
        int wrong = rows.wrong(consumer.id(), number, now.minus(DAY));
        if (wrong >= MAX_WRONG) {
            throw new RefusedException(new ConsumerRefusal.CodeLocked(DAY.toHours()));
        }
        NumberCodeRows.Sent sent = rows.latest(consumer.id(), number, now)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.CodeExpired()));
        if (!isSame(sent.codeHash(), hash(sent.id(), code))) {
            rows.countWrong(sent.id());
            return new Entered.Wrong(MAX_WRONG - wrong - 1);
        }
        rows.use(sent.id(), now);
        return new Entered.Right(
                registration == null ? register(consumer, subject, now) : prove(consumer, registration, now));
    }

    private Registration register(Consumer consumer, Subject subject, Instant now) {
        Origin origin = new Origin(consumer.actor(), now, now, subject.request(), null, null);
        return opposing.register(consumer, List.of(subject.number()), origin)
                .all()
                .getFirst();
    }

    private Registration prove(Consumer consumer, Registration registration, Instant now) {
        registrations.prove(registration.id(), now);
        audit.record(
                new AuditEntry(consumer.actor(), "registration.proved", "registration:" + registration.id(), Map.of()));
        return registrations.byId(registration.id()).orElseThrow();
    }

    /** A request that waits, the registration that came of it, or a registration. */
    private Subject subject(UUID consumer, UUID id, Instant now) {
        Optional<OppositionRequest> request = requests.of(consumer, id, now);
        if (request.isPresent() && request.get().registration() == null) {
            return new Subject(request.get().number(), id, null);
        }
        UUID registrationId = request.map(OppositionRequest::registration).orElse(id);
        Registration registration = registrations.of(consumer, registrationId);
        PhoneNumber number = registration.number();
        if (number == null || !registration.alive()) {
            throw new RefusedException(new ConsumerRefusal.RegistrationEnded());
        }
        return new Subject(number, null, registration);
    }

    /**
     * Salted with the row's id. It keeps a code out of sight, not from a person who reads the table and tries a million codes:
     * that is what the short life of a code is for.
     */
    private static String hash(UUID id, String code) {
        return HexFormat.of().formatHex(ConsumerLinks.hash(id + ":" + code));
    }

    /** In a time that does not tell how far they are the same. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Subject(
            PhoneNumber number,
            @Nullable UUID request,
            @Nullable Registration registration) {}

    /** What came of a code. */
    public sealed interface Entered {
        /** The registration that the code proved; a refusal for a wrong code. */
        default Registration orRefuse() {
            return switch (this) {
                case Right right -> right.registration();
                case Wrong wrong ->
                    throw new RefusedException(
                            wrong.left() > 0
                                    ? new ConsumerRefusal.WrongCode(wrong.left())
                                    : new ConsumerRefusal.CodeLocked(DAY.toHours()));
            };
        }

        /** It was the right one. */
        record Right(Registration registration) implements Entered {}

        /** It was not; so many tries are left. */
        record Wrong(int left) implements Entered {}
    }

    /**
     * Brings a one-time code to a telephone. Thread-safe. Never writes number and code into one log, and never a number at all.
     */
    public interface Sender {
        /** How a code is brought. */
        enum Channel {
            /** A text message: mobiles only. */
            SMS,
            /** A call that reads the code out: any line. */
            VOICE
        }

        /** Makes room for a code that is about to be made, in the caller's transaction; refuses it where there is none. */
        default void admit() {}

        /**
         * Sends a code.
         *
         * @return whether it was accepted for delivery; not whether it arrived
         */
        boolean send(PhoneNumber number, String code, Channel channel, Locale locale);
    }

    /** Codes that consumers had sent to their numbers, for other features whose codes count towards the same limit. Thread-safe. */
    public static final class Sent {
        private final Database database;
        private final NumberCodeRows rows;

        /** Codes in this database. */
        public Sent(Database database) {
            this.database = database;
            this.rows = database.rows(NumberCodeRows.class);
        }

        /** How many were sent to a number since an instant. */
        public int count(PhoneNumber number, Instant since) {
            return rows.countForNumber(number.sealed(database), since);
        }
    }
}
