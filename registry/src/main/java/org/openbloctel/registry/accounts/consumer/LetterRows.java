package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of letters to consumers, printed or sent by mail. */
final class LetterRows {
    private final Database database;

    LetterRows(Database database) {
        this.database = database;
    }

    int insert(UUID consumer, String kind, UUID[] registrations, @Nullable String letter, Instant now) {
        return database.accounts()
                .sql("""
                        insert into accounts.consumer_letter (id, consumer, kind, registrations, letter_reference, written_at)
                        values (:id, :consumer, :kind, :registrations, :letter, :now)
                        on conflict (letter_reference) do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("consumer", consumer)
                .param("kind", kind)
                .param("registrations", registrations)
                .param("letter", letter)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    int posted(UUID id, Instant now) {
        return database.accounts()
                .sql("update accounts.consumer_letter set posted_at = :now where id = :id and posted_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Letters that are not posted yet, the oldest first. */
    <T> List<T> toPost(int limit, RowMapper<T> letter) {
        return database.accounts().sql("""
                        select * from accounts.consumer_letter where posted_at is null
                        order by written_at, id limit :limit
                        """).param("limit", limit).query(letter).list();
    }

    /** Letters to a consumer, the latest first. */
    <T> List<T> of(UUID consumer, int limit, RowMapper<T> letter) {
        return database.accounts()
                .sql("""
                        select * from accounts.consumer_letter where consumer = :consumer
                        order by written_at desc, id limit :limit
                        """)
                .param("consumer", consumer)
                .param("limit", limit)
                .query(letter)
                .list();
    }

    <T> List<T> find(UUID id, RowMapper<T> letter) {
        return database.accounts()
                .sql("select * from accounts.consumer_letter where id = :id")
                .param("id", id)
                .query(letter)
                .list();
    }

    <T> List<T> about(String reference, RowMapper<T> letter) {
        return database.accounts()
                .sql("select * from accounts.consumer_letter where letter_reference = :reference")
                .param("reference", reference)
                .query(letter)
                .list();
    }
}
