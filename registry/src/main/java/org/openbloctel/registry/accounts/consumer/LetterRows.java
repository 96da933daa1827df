package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of letters to consumers, printed or sent by mail. */
interface LetterRows {
    record Row(
            UUID id,
            String kind,
            UUID consumer,
            List<UUID> registrations,
            Optional<String> letterReference,
            Instant writtenAt) {}

    @SqlUpdate("""
            insert into accounts.consumer_letter (id, consumer, kind, registrations, letter_reference, written_at)
            values (:id, :consumer, :kind, :registrations, :letter, :now)
            on conflict (letter_reference) do nothing
            """)
    boolean insert(UUID id, UUID consumer, String kind, List<UUID> registrations, @Nullable String letter, Instant now);

    @SqlUpdate("update accounts.consumer_letter set posted_at = :now where id = :id and posted_at is null")
    boolean posted(UUID id, Instant now);

    /** Letters that are not posted yet, the oldest first. */
    @SqlQuery("select * from accounts.consumer_letter where posted_at is null order by written_at, id limit :limit")
    List<Row> toPost(int limit);

    /** Letters to a consumer, the latest first. */
    @SqlQuery("""
            select * from accounts.consumer_letter where consumer = :consumer
            order by written_at desc, id limit :limit
            """)
    List<ConsumerFiles.Contents.Letter> of(UUID consumer, int limit);

    @SqlQuery("select * from accounts.consumer_letter where id = :id")
    Optional<Row> find(UUID id);

    @SqlQuery("select * from accounts.consumer_letter where letter_reference = :reference")
    Optional<Row> about(String reference);
}
