package org.openbloctel.registry.accounts.consumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of links sent to consumers, found by the hash of their token. */
final class ConsumerLinkRows {
    private final Database database;

    ConsumerLinkRows(Database database) {
        this.database = database;
    }

    /** What a link does when its button is pressed. */
    enum Purpose {
        CONFIRM,
        SIGN_IN,
        CHECK,
        CHANGE_ADDRESS
    }

    /**
     * What is kept of a link.
     *
     * @param purpose what it does
     * @param email whom it was sent to
     * @param request the request it confirms
     * @param consumer whose address it changes
     * @param registrationNumber the number it asks about
     */
    record Link(
            Purpose purpose,
            String email,
            @Nullable UUID request,
            @Nullable UUID consumer,
            @Nullable String registrationNumber) {}

    static Row row(ResultSet row, int n) throws SQLException {
        Link link = new Link(
                Purpose.valueOf(row.getString("purpose")),
                row.getString("email"),
                row.getObject("request", UUID.class),
                row.getObject("consumer", UUID.class),
                row.getString("registration_number"));
        return new Row(link, Columns.optionalInstant(row, "used_at").orElse(null));
    }

    record Row(Link link, @Nullable Instant used) {}

    void insert(byte[] hash, Link link, Instant now, Instant expires) {
        database.accounts()
                .sql("""
                        insert into accounts.consumer_link (token_hash, purpose, email, request, consumer,
                            registration_number, created_at, expires_at)
                        values (:hash, :purpose, :email, :request, :consumer, :registration, :now, :expires)
                        """)
                .param("hash", hash)
                .param("purpose", link.purpose().name())
                .param("email", link.email())
                .param("request", link.request())
                .param("consumer", link.consumer())
                .param("registration", link.registrationNumber())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    int count(String email, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.consumer_link where email = :email and created_at > :createdAt")
                .param("email", email)
                .param("createdAt", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Uses a link that was not used before. */
    Optional<Link> use(byte[] hash, Purpose purpose, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.consumer_link set used_at = :now
                        where token_hash = :hash and purpose = :purpose and expires_at > :now and used_at is null
                        returning *
                        """)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row(row, n).link())
                .optional();
    }

    Optional<Row> find(byte[] hash, Purpose purpose, Instant now) {
        return database.accounts()
                .sql("""
                        select * from accounts.consumer_link
                        where token_hash = :hash and purpose = :purpose and expires_at > :now
                        """)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ConsumerLinkRows::row)
                .optional();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.consumer_link where expires_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }
}
