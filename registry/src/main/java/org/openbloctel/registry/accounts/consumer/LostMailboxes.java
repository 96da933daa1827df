package org.openbloctel.registry.accounts.consumer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.session.Sessions;

/**
 * A new address for a consumer whose mailbox is lost. A link proves the new address, a code the number; then the present address gets a notice
 * with a link that stops it, and the address changes after a delay: a code proves who has the line today, who may be another person. Every
 * visitor sees the same, whether an account has the number or not. Thread-safe; of two requests for one account the first goes on.
 */
public final class LostMailboxes {
    /** Requests for one new address within {@link #DAY}; further ones are made in vain. */
    public static final int PER_ADDRESS = 5;

    /** Wrong codes for one request. */
    public static final int MAX_WRONG = 5;

    /** How long the link to the new address holds. */
    public static final Duration LINK_VALID = Duration.ofHours(24);

    /** After a stop, no other request changes the account's address for so long. */
    public static final Duration AFTER_STOP = Duration.ofDays(30);

    /** The page that stops a change. */
    static final String STOP = "/espace/adresse-perdue/arret";

    private static final Duration DAY = Duration.ofHours(24);
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Sender sender;
    private final Terms terms;
    private final RecoveryRows rows;
    private final NumberCodeRows codes;
    private final ConsumerRows consumers;
    private final RegistrationRows registrations;
    private final ConsumerNotices notices;
    private final Sessions sessions;
    private final SecureRandom random = new SecureRandom();

    /** Over this database, sending by this sender. */
    public LostMailboxes(Database database, Outbox outbox, AuditTrail audit, Sender sender, Terms terms) {
        this.database = database;
        this.clock = terms.clock();
        this.audit = audit;
        this.sender = sender;
        this.terms = terms;
        this.rows = database.rows(RecoveryRows.class);
        this.codes = database.rows(NumberCodeRows.class);
        this.consumers = database.rows(ConsumerRows.class);
        this.registrations = RegistrationRows.in(database);
        this.notices = new ConsumerNotices(database, outbox, terms.settings());
        this.sessions = new Sessions(database, clock);
    }

    /**
     * The settings of all requests.
     *
     * @param days between the code and the change
     */
    public record Terms(InstantSource clock, ConsumerSettings settings, int days) {}

    /** Asks for a new address: a link goes to it, for any number. */
    public void ask(String typedNumber, String typedAddress, Locale locale) {
        PhoneNumber number = PhoneNumber.read(typedNumber);
        String email = EmailAddress.read(typedAddress).text();
        Instant now = now();
        Instant expires = now.plus(LINK_VALID);
        database.runInAccounts(() -> {
            if (rows.asked(email, now.minus(DAY)) < PER_ADDRESS) {
                String token = token();
                RecoveryRows.Asked asked = new RecoveryRows.Asked(email, locale, now, expires);
                rows.insert(UUID.randomUUID(), ConsumerLinks.hash(token), number.sealed(database), asked);
                notices.link(
                        email,
                        locale,
                        "consumer/lost-mailbox",
                        "/espace/adresse-perdue/code",
                        token,
                        Map.of("number", number.masked(), "until", expires.toString()));
            }
        });
    }

    /** The number of the request behind a link; empty where the link is over, or its code was entered. */
    public Optional<PhoneNumber> look(String token) {
        Instant now = now();
        return rows.byLink(ConsumerLinks.hash(token))
                .filter(row -> row.provedAt() == null && row.expiresAt().isAfter(now))
                .map(this::number);
    }

    /** Sends a code to the number. */
    public void send(String token, Sender.Channel channel) {
        Instant now = now();
        String code = String.format("%06d", random.nextInt(NumberCodes.SPACE));
        RecoveryRows.Row row = database.inAccounts(() -> {
            RecoveryRows.Row open = open(token, now);
            UUID number = number(open).sealed(database);
            registrations.lock(number);
            if (open.wrong() >= MAX_WRONG) {
                throw new RefusedException(new ConsumerRefusal.CodeLocked(DAY.toHours()));
            }
            // Those for lost mailboxes are counted with them.
            if (codes.countForNumber(number, now.minus(DAY)) >= NumberCodes.PER_NUMBER) {
                throw new RefusedException(new ConsumerRefusal.TooManyCodes(DAY.toHours()));
            }
            sender.admit();
            rows.send(open.id(), hash(open.id(), code), now);
            return open;
        });
        if (!sender.send(number(row), code, channel, row.locale())) {
            rows.forgetCode(row.id());
            throw new RefusedException(new ConsumerRefusal.CodeNotSent());
        }
    }

    /**
     * Enters the code; the present address is notified where there is one.
     *
     * @return when the address changes if an account has the number and no one stops it
     */
    public Instant enter(String token, String typed) {
        Instant now = now();
        Instant due = LegalCalendar.daysAfter(now, terms.days());
        String code = typed.replaceAll("\\D", "");
        int left = database.inAccounts(() -> {
            RecoveryRows.Row row = open(token, now);
            String right = row.codeHash();
            Instant sent = row.codeSentAt();
            if (row.wrong() >= MAX_WRONG) {
                return 0;
            }
            if (right == null || sent == null || sent.plus(NumberCodes.VALID).isBefore(now)) {
                throw new RefusedException(new ConsumerRefusal.CodeExpired());
            }
            if (!MessageDigest.isEqual(ascii(right), ascii(hash(row.id(), code)))) {
                rows.countWrong(row.id());
                return MAX_WRONG - row.wrong() - 1;
            }
            rows.prove(row.id(), now);
            notify(row, now, due);
            return -1;
        });
        // Refused out here: the wrong try is to be counted, not rolled back.
        if (left >= 0) {
            throw new RefusedException(
                    left > 0 ? new ConsumerRefusal.WrongCode(left) : new ConsumerRefusal.CodeLocked(DAY.toHours()));
        }
        return due;
    }

    private RecoveryRows.Row open(String token, Instant now) {
        return rows.lockByLink(ConsumerLinks.hash(token))
                .filter(row -> row.provedAt() == null && row.expiresAt().isAfter(now))
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.LinkExpired()));
    }

    /** Fails for one that was sealed under another key, before anything is done with it. */
    private PhoneNumber number(RecoveryRows.Row row) {
        return PhoneNumber.opened(row.number(), database);
    }

    /** Only of an account that proved the number: anyone may have typed it into another account. */
    private void notify(RecoveryRows.Row row, Instant now, Instant due) {
        Optional<Consumer> holder =
                registrations.latestProved(number(row).sealed(database)).map(consumers::lock);
        String present = holder.map(Consumer::email).orElse(null);
        if (holder.isEmpty()
                || present == null
                || present.equals(row.email())
                || rows.stopped(holder.get().id(), now.minus(AFTER_STOP))) {
            return;
        }
        Consumer consumer = holder.get();
        String stop = token();
        if (!rows.await(row.id(), new RecoveryRows.Told(consumer.id(), present, ConsumerLinks.hash(stop)), due)) {
            return;
        }
        notices.link(
                present, consumer.locale(), "consumer/lost-mailbox-told", STOP, stop, Map.of("until", due.toString()));
        record(consumer.actor(), "consumer.address-recovery-asked", row.id());
    }

    /** Whether the link of a notice would stop a change. */
    public boolean canStop(String token) {
        return rows.byStop(ConsumerLinks.hash(token))
                .filter(row -> row.settledAt() == null)
                .isPresent();
    }

    /** Stops the change of an address. The second click does nothing; a link whose change was settled otherwise is over. */
    public void stop(String token) {
        Instant now = now();
        database.runInAccounts(() -> {
            RecoveryRows.Row row = rows.lockByStop(ConsumerLinks.hash(token))
                    .orElseThrow(() -> new RefusedException(new ConsumerRefusal.LinkExpired()));
            if (row.settledAt() == null) {
                rows.settle(row.id(), "STOPPED", now);
                record("consumer:" + row.consumer(), "consumer.address-recovery-stopped", row.id());
            } else if (!"STOPPED".equals(row.outcome())) {
                throw new RefusedException(new ConsumerRefusal.LinkExpired());
            }
        });
    }

    /**
     * Changes the addresses whose delay is over, at most so many, each in a transaction of its own; answers how many were looked at. Where one
     * fails, the others are settled before it is thrown.
     */
    public int changeDue(int limit) {
        Instant now = now();
        List<UUID> due = rows.due(now, limit);
        RuntimeException failed = null;
        for (UUID id : due) {
            try {
                database.runInAccounts(() -> rows.lockDue(id)
                        .ifPresent(row -> rows.settle(id, change(row, now) ? "CHANGED" : "ABANDONED", now)));
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return due.size();
    }

    /** Not if the number was withdrawn meanwhile, or the notified address was replaced, or another account has the new one. */
    private boolean change(RecoveryRows.Row row, Instant now) {
        UUID number = number(row).sealed(database);
        UUID id = row.consumer();
        String told = row.told();
        if (id == null || told == null || consumers.find(id).isEmpty()) {
            return false;
        }
        Consumer consumer = consumers.lock(id);
        boolean proved = registrations
                .alive(id, number)
                .filter(registration -> registration.provedAt() != null)
                .isPresent();
        if (!proved || !told.equals(consumer.email()) || !consumers.changeAddress(id, row.email())) {
            return false;
        }
        sessions.endAll(consumer.actor());
        Map<String, String> at = Map.of("at", now.toString());
        notices.mail(told, consumer.locale(), "consumer/address-changed", at);
        notices.mail(row.email(), consumer.locale(), "consumer/address-recovered", at);
        record(consumer.actor(), "consumer.address-changed", row.id());
        return true;
    }

    private void record(String actor, String action, UUID id) {
        audit.record(new AuditEntry(actor, action, actor, Map.of("recovery", id.toString())));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Salted with the row's id: it keeps a code out of sight for the minutes that it holds. */
    private static String hash(UUID id, String code) {
        return HexFormat.of().formatHex(ConsumerLinks.hash(id + ":" + code));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
