package org.openbloctel.registry.accounts.credential;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * The second factors of members and staff together: an authenticator, passkeys, recovery codes. The first factor is set up by
 * who knows the password; one more, one less or another one takes a fresh proof of one that is there, for a session may be
 * stolen; the last one stays. They are told by mail when a passkey comes or goes. Thread-safe; tries are counted even when
 * wrong, so nothing here is called inside a transaction.
 */
public final class Factors {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Passkeys passkeys;
    private final SecondFactor factor;
    private final Credentials credentials;
    private final Throttle throttle;
    private final Permits permits;
    private final RecoveryCodes recovery;
    private final FactorRows rows;
    private final PowerRows powers;

    /** Over these passkeys, beside this second factor. */
    public Factors(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            Passkeys passkeys,
            SecondFactor factor) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.passkeys = passkeys;
        this.factor = factor;
        this.credentials = new Credentials(database, clock, audit, outbox);
        this.throttle = new Throttle(database, clock);
        this.permits = new Permits(database, clock);
        this.recovery = new RecoveryCodes(database);
        this.rows = database.rows(FactorRows.class);
        this.powers = CredentialRows.powers(database);
    }

    /** A person's passkeys, the oldest first. */
    public List<Passkey> of(UUID id) {
        return passkeys.of(Passkey.Holder.of(credential(id)));
    }

    /** What a browser needs to use one of a person's passkeys. */
    public Passkey.Question question(UUID id, String session) {
        return passkeys.question(Passkey.Holder.of(credential(id)), session);
    }

    /** Proves the second factor, by any of a person's means. */
    public void prove(UUID id, Proof proof) {
        switch (proof) {
            case Proof.Code code -> factor.check(id, code.code());
            case Proof.Answer answer -> {
                int tries = throttle.tryAccount("factor " + id);
                Credential credential = credential(id);
                try {
                    passkeys.prove(Passkey.Holder.of(credential), answer.session(), answer.answer());
                } catch (RefusedException wrong) {
                    if (tries == Throttle.TOLD_AT) {
                        credentials.tellOfWrongProofs(credential, "factor");
                    }
                    throw wrong;
                }
                throttle.clearAccount("factor " + id);
            }
        }
    }

    /** A permit to set up one more factor, or another authenticator, for a proof of one that is there. */
    public String permit(UUID id, Proof proof) {
        prove(id, proof);
        return permits.give(id);
    }

    /**
     * What a browser needs to make a passkey.
     *
     * @param permit from {@link #permit}; empty for the first factor
     * @param name what it will be called: asked for again when it is added, refused before anything is made
     */
    public Passkey.Offer offer(UUID id, String session, String permit, String name) {
        Passkeys.name(name);
        Credential credential = credential(id);
        permits.check(id, permit);
        return passkeys.offer(Passkey.Holder.of(credential), credential.email(), session);
    }

    /**
     * Adds the passkey that a browser made.
     *
     * @return new recovery codes, shown once, when there is none yet; else nothing
     */
    public List<String> add(UUID id, String session, String permit, String name, String answer) {
        String called = Passkeys.name(name);
        Credential credential = credential(id);
        Passkeys.Verified verified = passkeys.verify(Passkey.Holder.of(credential), session, answer);
        return database.inAccounts(() -> {
            rows.lockAuthenticator(id);
            permits.check(id, permit);
            permits.use(permit);
            PowerRows.Change change = powers.change(id);
            List<String> codes = recovery.left(id) == 0 ? recovery.give(id) : List.of();
            passkeys.keep(verified, called, change);
            if (!permit.isEmpty()) {
                record(credential, "credential.second-factor-changed", powers.change(id));
            }
            notify(credential, "company/passkey-added", called);
            return codes;
        });
    }

    /** Removes one, for a proof of any; not the last factor. */
    public void remove(UUID id, UUID passkey, Proof proof) {
        prove(id, proof);
        Credential credential = credential(id);
        database.runInAccounts(() -> {
            boolean authenticator = rows.lockAuthenticator(id);
            Passkey.Holder holder = Passkey.Holder.of(credential);
            Passkey removed = passkeys.remove(holder, passkey);
            if (!authenticator && passkeys.of(holder).isEmpty()) {
                throw new RefusedException(new AccessRefusal.LastFactor());
            }
            endSessions(id);
            notify(credential, "company/passkey-removed", removed.name());
        });
    }

    /** Whether a person has an authenticator that makes codes. */
    public boolean hasAuthenticator(UUID id) {
        return rows.hasAuthenticator(id);
    }

    /** Removes the authenticator, for a proof of any factor; not the last one. */
    public void removeAuthenticator(UUID id, Proof proof) {
        prove(id, proof);
        Credential credential = credential(id);
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            rows.removeAuthenticator(id);
            if (!permits.hasFactor(id)) {
                throw new RefusedException(new AccessRefusal.LastFactor());
            }
            endSessions(id);
            notify(credential, "company/authenticator-removed", "");
            record(credential, "credential.second-factor-off", change);
        });
    }

    /** New recovery codes in place of the old ones, for a proof of any factor. */
    public List<String> renewRecoveryCodes(UUID id, Proof proof) {
        prove(id, proof);
        Credential credential = credential(id);
        return database.inAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            List<String> codes = recovery.give(id);
            notify(credential, "company/recovery-codes-renewed", "");
            record(credential, "credential.recovery-codes-renewed", change);
            return codes;
        });
    }

    private void record(Credential credential, String action, PowerRows.Change change) {
        String actor = Passkey.Holder.of(credential).actor();
        audit.record(new AuditEntry(actor, action, actor, change.made()));
    }

    /** A factor goes because it is lost: its finder may have signed in with it. */
    private void endSessions(UUID id) {
        rows.endSessions(id, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void notify(Credential credential, String template, String name) {
        outbox.put(new Outbox.Message(credential.email(), credential.locale(), template, Map.of("name", name)));
    }

    private Credential credential(UUID id) {
        return credentials.find(id).orElseThrow(() -> new RefusedException(new AccessRefusal.SignInNeeded()));
    }

    /** That a person has their second factor at hand now, and not only a session in which it was given once. */
    public sealed interface Proof {
        /**
         * A code of the authenticator, or a recovery code.
         *
         * @param code as typed
         */
        record Code(String code) implements Proof {
            /** Without the code. */
            @Override
            public String toString() {
                return "Code";
            }
        }

        /**
         * The answer of a passkey to a {@link Factors#question}.
         *
         * @param session the session that asked
         * @param answer of the browser, as JSON
         */
        record Answer(String session, String answer) implements Proof {
            /** Without the answer. */
            @Override
            public String toString() {
                return "Answer";
            }
        }
    }
}
