package org.openbloctel.registry.accounts.credential;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The rows of passkeys and of their holders. Every method runs in the caller's transaction. Thread-safe. */
final class PasskeyRows {
    private static final int HANDLE_BYTES = 64;
    private static final String OF = " from accounts.passkey p join accounts.passkey_holder h on h.handle = p.holder ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;

    PasskeyRows(Database database) {
        this.database = database;
    }

    /** The handle by which authenticators know a person; made when there is none. */
    byte[] handle(Passkey.Holder holder) {
        byte[] fresh = new byte[HANDLE_BYTES];
        RANDOM.nextBytes(fresh);
        database.accounts()
                .sql("insert into accounts.passkey_holder (handle, " + holder.column() + ") values (:handle, :id)"
                        + " on conflict (" + holder.column() + ") do nothing")
                .param("handle", fresh)
                .param("id", holder.id())
                .update();
        return database.accounts()
                .sql("select handle from accounts.passkey_holder where " + holder.column() + " = :id")
                .param("id", holder.id())
                .query(byte[].class)
                .single();
    }

    List<Row> of(Passkey.Holder holder) {
        return database.accounts()
                .sql("select p.*, h.credential, h.consumer" + OF + "where h." + holder.column()
                        + " = :id order by p.added_at, p.id")
                .param("id", holder.id())
                .query(PasskeyRows::row)
                .list();
    }

    /** By the authenticator's id, and locked: of two uses at once the second sees the counter of the first. */
    Optional<Row> lock(byte[] credentialId) {
        return database.accounts()
                .sql("select p.*, h.credential, h.consumer" + OF
                        + "where p.credential_id = :credentialId for update of p")
                .param("credentialId", credentialId)
                .query(PasskeyRows::row)
                .optional();
    }

    /** Whether it was new. */
    boolean add(byte[] handle, UUID id, String name, MadePasskey made, Instant now) {
        return database.accounts()
                        .sql("""
                                insert into accounts.passkey (id, holder, credential_id, name, attested, sign_count, user_verified,
                                    can_be_copied, is_copied, transports, added_at)
                                values (:id, :holder, :credential, :name, :attested, :count, :verified, :copyable, :copied,
                                    :transports, :now)
                                on conflict (credential_id) do nothing
                                """)
                        .param("id", id)
                        .param("holder", handle)
                        .param("credential", made.credentialId())
                        .param("name", name)
                        .param("attested", made.attested())
                        .param("count", made.signCount())
                        .param("verified", made.verified())
                        .param("copyable", made.canBeCopied())
                        .param("copied", made.copied())
                        .param("transports", made.transports().toArray(String[]::new))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    void used(UUID id, PasskeyUse used, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.passkey set sign_count = :signCount, is_copied = :isCopied, last_used_at = :now
                        where id = :id
                        """)
                .param("signCount", used.signCount())
                .param("isCopied", used.copied())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    boolean remove(Passkey.Holder holder, UUID id) {
        return database.accounts()
                        .sql("""
                                delete from accounts.passkey p
                                using accounts.passkey_holder h
                                where h.handle = p.holder and p.id = :id and h.
                                """ + holder.column() + " = :id2")
                        .param("id", id)
                        .param("id2", holder.id())
                        .update()
                > 0;
    }

    /** All of a person who signs in by a password. */
    void removeAll(UUID credential) {
        database.accounts()
                .sql("delete from accounts.passkey_holder where credential = :credential")
                .param("credential", credential)
                .update();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Passkey passkey = new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Columns.instant(row, "added_at"),
                Columns.optionalInstant(row, "last_used_at").orElse(null));
        return new Row(
                passkey,
                row.getObject("credential", UUID.class),
                row.getObject("consumer", UUID.class),
                row.getBytes("holder"),
                row.getBytes("credential_id"),
                row.getBytes("attested"),
                row.getLong("sign_count"),
                new Flags(
                        row.getBoolean("user_verified"), row.getBoolean("can_be_copied"), row.getBoolean("is_copied")),
                List.copyOf(Columns.texts(row, "transports")));
    }

    record Flags(boolean verified, boolean canBeCopied, boolean copied) {}

    @SuppressWarnings("ArrayRecordComponent") // As it stands in the database, inside one method.
    record Row(
            Passkey passkey,
            @Nullable UUID credential,
            @Nullable UUID consumer,
            byte[] handle,
            byte[] credentialId,
            byte[] attested,
            long signCount,
            Flags flags,
            List<String> transports) {
        boolean isOf(Passkey.Holder holder) {
            return holder.id().equals(holder.opensAlone() ? consumer : credential);
        }

        Passkey.Offer.Known known() {
            return new Passkey.Offer.Known(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(credentialId), transports);
        }
    }
}
