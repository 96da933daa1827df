package org.openbloctel.registry.accounts.credential;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * Passkeys of all holders: made and used by two requests of one session, the first of which gives out a challenge that is
 * good for one answer within minutes. What a passkey is good for, and who may add or remove one, is said by the feature that
 * its holder belongs to. Thread-safe; an answer uses its challenge up even when it is refused, so answers are not taken inside a
 * transaction.
 */
public final class Passkeys {
    /** How many a person may have. */
    public static final int MAX = 10;

    /** How long a challenge waits for its answer: as long as it takes to find a security key and to remember its PIN. */
    public static final Duration CHALLENGE_VALID = Duration.ofMinutes(5);

    private static final int HANDLE_BYTES = 64;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_NAME_LENGTH = 60;
    private static final String ADD = "passkey-add";
    private static final String PROVE = "passkey-prove";
    private static final String SIGN_IN = "passkey-sign-in";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Passkey.RelyingParty party;
    private final Links links;
    private final PasskeyRows rows;
    private final PowerRows powers;
    private final Ceremony ceremony;

    /** Passkeys in this database, for this service. */
    public Passkeys(Database database, InstantSource clock, AuditTrail audit, Passkey.RelyingParty party) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.party = party;
        this.links = new Links(database, clock);
        this.rows = database.rows(PasskeyRows.class);
        this.powers = CredentialRows.powers(database);
        this.ceremony = new Ceremony(party);
    }

    /** A person's passkeys, the oldest first. */
    public List<Passkey> of(Passkey.Holder holder) {
        return rows.of(holder).stream().map(PasskeyRows.Row::passkey).toList();
    }

    /**
     * What a browser needs to make one.
     *
     * @param account what the authenticator shows its holder
     * @param session the session that has to answer
     */
    public Passkey.Offer offer(Passkey.Holder holder, String account, String session) {
        return database.inAccounts(() -> {
            List<PasskeyRows.Row> known = rows.of(holder);
            checkRoom(known.size());
            return new Passkey.Offer(
                    party,
                    links.make(ADD, subject(holder, session), CHALLENGE_VALID),
                    encoded(handle(holder)),
                    account,
                    known.stream().map(row -> row.key().known()).toList(),
                    holder.opensAlone());
        });
    }

    /** Verifies what a browser made, in answer to an {@link #offer}. Nothing is kept before {@link #keep}. */
    public Verified verify(Passkey.Holder holder, String session, String answer) {
        RegistrationData made = ceremony.readMade(answer);
        String challenge = Ceremony.challenge(made.getCollectedClientData());
        useUp(ADD, subject(holder, session), challenge);
        return new Verified(holder, ceremony.verify(made, challenge, holder.opensAlone()));
    }

    /** Keeps a verified passkey, in the transaction that is open. The caller holds its owner's row. */
    public Passkey keep(Verified verified, String name) {
        return keep(verified, name, null);
    }

    /** The same, as the end of an act on what its owner signs in with; consumers' passkeys are not compared with the trail. */
    Passkey keep(Verified verified, String name, PowerRows.@Nullable Change change) {
        Passkey.Holder holder = verified.holder();
        Instant now = now();
        checkRoom(rows.of(holder).size());
        Passkey passkey = new Passkey(UUID.randomUUID(), name, now, null);
        if (!rows.add(handle(holder), passkey.id(), name, verified.made(), now)) {
            throw Ceremony.refused();
        }
        record(holder, "passkey-added", passkey.id(), change);
        return passkey;
    }

    /** The name of a passkey; refused when it is nothing, too long, or no plain text. */
    public static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty()
                || name.length() > MAX_NAME_LENGTH
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new RefusedException(new AccessRefusal.PasskeyUnnamed(MAX_NAME_LENGTH));
        }
        return name;
    }

    /** Takes one away, in the transaction that is open: it opens nothing any more. */
    public Passkey remove(Passkey.Holder holder, UUID id) {
        Passkey passkey = of(holder).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new AccessRefusal.UnknownPasskey()));
        PowerRows.Change change = holder.opensAlone() ? null : powers.change(holder.id());
        if (!rows.remove(holder, id)) {
            throw new RefusedException(new AccessRefusal.UnknownPasskey());
        }
        record(holder, "passkey-removed", id, change);
        return passkey;
    }

    /** What a browser needs to prove that a known person has one of their passkeys at hand. */
    public Passkey.Question question(Passkey.Holder holder, String session) {
        List<Passkey.Offer.Known> known =
                rows.of(holder).stream().map(row -> row.key().known()).toList();
        String challenge = links.make(PROVE, subject(holder, session), CHALLENGE_VALID);
        return new Passkey.Question(party, challenge, known, holder.opensAlone());
    }

    /** What a browser needs to identify its user: no person is named. */
    public Passkey.Question question(String session) {
        String challenge = links.make(SIGN_IN, Sha256.hex(session), CHALLENGE_VALID);
        return new Passkey.Question(party, challenge, List.of(), true);
    }

    /** Takes the answer of a known person; refused unless it is by a passkey of theirs. */
    public void prove(Passkey.Holder holder, String session, String answer) {
        AuthenticationData used = ceremony.readUsed(answer);
        String challenge = Ceremony.challenge(used.getCollectedClientData());
        useUp(PROVE, subject(holder, session), challenge);
        take(used, challenge, Optional.of(holder));
    }

    /** Takes the answer of a consumer who is not known yet: who they are. */
    public UUID signIn(String session, String answer) {
        AuthenticationData used = ceremony.readUsed(answer);
        String challenge = Ceremony.challenge(used.getCollectedClientData());
        useUp(SIGN_IN, Sha256.hex(session), challenge);
        PasskeyRows.Row row = take(used, challenge, Optional.empty());
        UUID consumer = row.consumer();
        if (consumer == null) {
            throw Ceremony.refused();
        }
        return consumer;
    }

    private PasskeyRows.Row take(AuthenticationData used, String challenge, Optional<Passkey.Holder> holder) {
        byte[] credentialId = used.getCredentialId();
        if (credentialId == null) {
            throw Ceremony.refused();
        }
        Taken taken = database.inAccounts(() -> {
            PasskeyRows.Row row = rows.lock(credentialId)
                    .filter(found -> holder.map(found::isOf)
                            .orElseGet(() -> found.consumer() != null && isHandle(found, used.getUserHandle())))
                    .orElseThrow(Ceremony::refused);
            boolean alone = row.consumer() != null;
            PasskeyRows.Use result = ceremony.verify(used, challenge, row.key(), alone);
            if (result != null) {
                rows.used(row.passkey().id(), result, now());
            }
            return new Taken(row, result != null);
        });
        if (!taken.proved()) {
            // Written on its own: the trail keeps it although the answer is refused.
            String actor = "passkey:" + taken.row().passkey().id();
            audit.record(new AuditEntry(actor, "passkey.counter-went-back", actor, Map.of()));
            throw Ceremony.refused();
        }
        return taken.row();
    }

    /** A person found by their passkey alone also names its holder, and has to be right. */
    private static boolean isHandle(PasskeyRows.Row row, byte @Nullable [] said) {
        return said != null && MessageDigest.isEqual(row.holder(), said);
    }

    /** A challenge is for one session and one purpose, and for one answer. */
    private void useUp(String purpose, String subject, String challenge) {
        if (links.use(purpose, challenge).filter(subject::equals).isEmpty()) {
            throw Ceremony.refused();
        }
    }

    private static void checkRoom(int has) {
        if (has >= MAX) {
            throw new RefusedException(new AccessRefusal.TooManyPasskeys(MAX));
        }
    }

    private void record(Passkey.Holder holder, String what, UUID passkey, PowerRows.@Nullable Change change) {
        String feature = holder.opensAlone() ? "consumer." : "credential.";
        Map<String, String> details = Map.of("passkey", passkey.toString());
        audit.record(new AuditEntry(
                holder.actor(), feature + what, holder.actor(), change == null ? details : change.made(details)));
    }

    private static String subject(Passkey.Holder holder, String session) {
        return holder.actor() + " " + Sha256.hex(session);
    }

    /** The handle by which authenticators know a person; made when there is none. */
    private byte[] handle(Passkey.Holder holder) {
        byte[] fresh = new byte[HANDLE_BYTES];
        RANDOM.nextBytes(fresh);
        rows.addHolder(holder, fresh);
        return rows.handle(holder);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** To the microsecond, which is what the database keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A passkey that was verified and is not kept yet. */
    public static final class Verified {
        private final Passkey.Holder holder;
        private final PasskeyRows.Key made;

        private Verified(Passkey.Holder holder, PasskeyRows.Key made) {
            this.holder = holder;
            this.made = made;
        }

        private Passkey.Holder holder() {
            return holder;
        }

        private PasskeyRows.Key made() {
            return made;
        }
    }

    private record Taken(PasskeyRows.Row row, boolean proved) {}
}
