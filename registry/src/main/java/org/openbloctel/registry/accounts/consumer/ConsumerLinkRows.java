package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of links sent to consumers, found by the hash of their token. */
interface ConsumerLinkRows {
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

    record Row(@Nested Link link, @Nullable Instant usedAt) {}

    @SqlUpdate("""
            insert into accounts.consumer_link (token_hash, purpose, email, request, consumer, registration_number, created_at, expires_at)
            values (:hash, :link.purpose, :link.email, :link.request, :link.consumer, :link.registrationNumber, :now, :expires)
            """)
    void insert(byte[] hash, Link link, Instant now, Instant expires);

    @SqlQuery("select count(*) from accounts.consumer_link where email = :email and created_at > :since")
    int count(String email, Instant since);

    /** Uses a link that was not used before. */
    @SqlQuery("""
            update accounts.consumer_link set used_at = :now
            where token_hash = :hash and purpose = :purpose and expires_at > :now and used_at is null
            returning *
            """)
    Optional<Link> use(byte[] hash, Purpose purpose, Instant now);

    @SqlQuery("""
            select * from accounts.consumer_link
            where token_hash = :hash and purpose = :purpose and expires_at > :now
            """)
    Optional<Row> find(byte[] hash, Purpose purpose, Instant now);

    @SqlUpdate("delete from accounts.consumer_link where expires_at < :before")
    int forget(Instant before);
}
