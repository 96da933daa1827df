package org.openbloctel.registry.calls.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * Withdrawing consents without an account: a code goes to the number, and the person who enters it sees and withdraws its consents.
 * Nothing is looked up before the code is right, so known and unknown numbers get the same answers. No telephone is pestered: a number gets
 * at most {@value #PER_NUMBER} codes a day, those of registrations counted in. {@value #MAX_WRONG} wrong codes close
 * a request. Thread-safe. A code is sent after the transaction that made it; one that could not be sent is removed.
 */
public final class Withdrawals {
    /** Codes that one number gets within {@link #DAY}. */
    public static final int PER_NUMBER = 3;

    /** Wrong codes for one request. */
    public static final int MAX_WRONG = 5;

    private static final Duration CODE_VALID = Duration.ofMinutes(15);
    private static final Duration OPEN = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofHours(24);
    private static final int SPACE = 1_000_000;

    private final Database database;
    private final InstantSource clock;
    private final NumberCodes.Sender sender;
    private final NumberConsents consents;
    private final NumberCodes.Sent codes;
    private final WithdrawalRequestRows rows;
    private final SecureRandom random = new SecureRandom();

    /** Over this database, sending by this sender. */
    public Withdrawals(Database database, InstantSource clock, NumberCodes.Sender sender, NumberConsents consents) {
        this.database = database;
        this.clock = clock;
        this.sender = sender;
        this.consents = consents;
        this.codes = new NumberCodes.Sent(database);
        this.rows = database.rows(WithdrawalRequestRows.class);
    }

    /** Sends a code to a number; answers the request's id, which is for the browser that asked alone. */
    public UUID ask(String typedNumber, NumberCodes.Sender.Channel channel, Locale locale) {
        PhoneNumber number = PhoneNumber.read(typedNumber);
        byte[] print = consents.print(number);
        String code = String.format("%06d", random.nextInt(SPACE));
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        database.runInAccounts(() -> {
            refuseTooMany(number, print, now.minus(DAY));
            sender.admit();
            rows.insert(id, print, hash(id, code), now, now.plus(CODE_VALID));
        });
        if (!sender.send(number, code, channel, locale)) {
            rows.delete(id);
            throw new RefusedException(new ConsumerRefusal.CodeNotSent());
        }
        return id;
    }

    /** In turn for each number, so that many who ask at once do not get more. */
    private void refuseTooMany(PhoneNumber number, byte[] print, Instant since) {
        consents.lock(print);
        int withdrawals = rows.count(print, since);
        if (withdrawals + codes.count(number, since) >= PER_NUMBER) {
            throw new RefusedException(new ConsumerRefusal.TooManyCodes(DAY.toHours()));
        }
    }

    /** Enters a code; the right one opens the list for half an hour. */
    public void enter(UUID id, String typed) {
        Instant now = clock.instant();
        String code = typed.replaceAll("\\D", "");
        int left = database.inAccounts(() -> {
            WithdrawalRequestRows.Request request = lock(id);
            if (request.wrong() >= MAX_WRONG) {
                return 0;
            }
            if (!now.isBefore(request.expiresAt())) {
                throw new RefusedException(new ConsumerRefusal.CodeExpired());
            }
            if (MessageDigest.isEqual(ascii(request.codeHash()), ascii(hash(id, code)))) {
                rows.prove(id, now);
                return -1;
            }
            rows.countWrong(id);
            return MAX_WRONG - request.wrong() - 1;
        });
        // Refused out here: the wrong try is to be counted, not rolled back.
        if (left >= 0) {
            throw new RefusedException(
                    left > 0 ? new ConsumerRefusal.WrongCode(left) : new ConsumerRefusal.CodeLocked(DAY.toHours()));
        }
    }

    /** Whether the code was entered, and not too long ago. */
    public boolean isOpen(UUID id) {
        return rows.find(id).filter(this::isOpen).isPresent();
    }

    /** What is claimed for the number. */
    public List<GivenConsent> of(UUID id) {
        return consents.of(number(id));
    }

    /** One of them. */
    public GivenConsent one(UUID id, UUID consent) {
        return consents.one(List.of(number(id)), consent);
    }

    /** Withdraws one of them. The second of two clicks does nothing. */
    public GivenConsent withdraw(UUID id, UUID consent) {
        return consents.withdraw(List.of(number(id)), consent, "holder:" + id);
    }

    /** Says that one of them was given. The second of two clicks does nothing. */
    public GivenConsent confirm(UUID id, UUID consent) {
        return consents.confirm(List.of(number(id)), consent, "holder:" + id);
    }

    /** Withdraws all of them; answers how many. */
    public int withdrawAll(UUID id) {
        return consents.withdrawAll(List.of(number(id)), "holder:" + id);
    }

    /** Forgets requests that no limit counts any more; answers how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(DAY));
    }

    private boolean isOpen(WithdrawalRequestRows.Request request) {
        Instant proved = request.provedAt();
        return proved != null && clock.instant().isBefore(proved.plus(OPEN));
    }

    private byte[] number(UUID id) {
        return rows.find(id)
                .filter(this::isOpen)
                .map(WithdrawalRequestRows.Request::number)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.CodeExpired()));
    }

    private WithdrawalRequestRows.Request lock(UUID id) {
        return rows.lock(id).orElseThrow(() -> new RefusedException(new ConsumerRefusal.CodeExpired()));
    }

    /** Salted with the row's id; what protects a code is its short life. */
    private static String hash(UUID id, String code) {
        return Sha256.hex((id + ":" + code).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
