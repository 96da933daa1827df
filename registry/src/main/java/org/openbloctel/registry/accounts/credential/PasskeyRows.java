package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.SingleValue;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows of passkeys and of their holders. Every method runs in the caller's transaction. Thread-safe. */
interface PasskeyRows {
    String PASSKEYS = """
            select p.*, h.credential, h.consumer from accounts.passkey p join accounts.passkey_holder h on h.handle = p.holder
            """;
    String IS_HOLDER =
            "(h.credential = cast(:holder.credential as uuid) or h.consumer = cast(:holder.consumer as uuid))";

    @SqlUpdate("""
            insert into accounts.passkey_holder (handle, credential, consumer) values (:handle, :holder.credential, :holder.consumer)
            on conflict do nothing
            """)
    void addHolder(Passkey.Holder holder, byte[] handle);

    @SqlQuery("select handle from accounts.passkey_holder h where " + IS_HOLDER)
    @SingleValue
    byte[] handle(Passkey.Holder holder);

    @SqlQuery(PASSKEYS + "where " + IS_HOLDER + " order by p.added_at, p.id")
    List<Row> of(Passkey.Holder holder);

    /** By the authenticator's id, and locked: of two uses at once the second sees the counter of the first. */
    @SqlQuery(PASSKEYS + "where p.credential_id = :credentialId for update of p")
    Optional<Row> lock(byte[] credentialId);

    /** Whether it was new. */
    @SqlUpdate("""
            insert into accounts.passkey (id, holder, credential_id, name, attested, sign_count, user_verified,
                can_be_copied, is_copied, transports, added_at)
            values (:id, :handle, :made.credentialId, :name, :made.attested, :made.signCount, :made.userVerified,
                :made.canBeCopied, :made.isCopied, :made.transports, :now)
            on conflict (credential_id) do nothing
            """)
    boolean add(byte[] handle, UUID id, String name, Key made, Instant now);

    @SqlUpdate("""
            update accounts.passkey set sign_count = :used.signCount, is_copied = :used.copied, last_used_at = :now
            where id = :id
            """)
    void used(UUID id, Use used, Instant now);

    @SqlUpdate(
            "delete from accounts.passkey p using accounts.passkey_holder h where h.handle = p.holder and p.id = :id and "
                    + IS_HOLDER)
    boolean remove(Passkey.Holder holder, UUID id);

    /** All of a person who signs in by a password. */
    @SqlUpdate("delete from accounts.passkey_holder where credential = :credential")
    void removeAll(UUID credential);

    /** A passkey that an authenticator made. */
    @SuppressWarnings("ArrayRecordComponent") // On its way into the database, or out of it.
    record Key(
            byte[] credentialId,
            byte[] attested,
            long signCount,
            boolean userVerified,
            boolean canBeCopied,
            boolean isCopied,
            List<String> transports) {
        Passkey.Offer.Known known() {
            return new Passkey.Offer.Known(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(credentialId), transports);
        }
    }

    /** The changes by one use. */
    record Use(long signCount, boolean copied) {}

    @SuppressWarnings("ArrayRecordComponent") // As it stands in the database, inside one method.
    record Row(
            @Nested Passkey passkey,
            @Nullable UUID credential,
            @Nullable UUID consumer,
            byte[] holder,
            @Nested Key key) {
        boolean isOf(Passkey.Holder holder) {
            return holder.id().equals(holder.opensAlone() ? consumer : credential);
        }
    }
}
