package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of codes that were sent to numbers, which are sealed here. */
interface NumberCodeRows {
    /** A code as it is kept. */
    record Sent(UUID id, String codeHash) {}

    @SqlUpdate("""
            insert into accounts.number_code (id, consumer, number, code_hash, sent_at, expires_at)
            values (:sent.id, :consumer, :number, :sent.codeHash, :now, :expires)
            """)
    void insert(Sent sent, UUID consumer, UUID number, Instant now, Instant expires);

    @SqlUpdate("delete from accounts.number_code where id = :id")
    void delete(UUID id);

    @SqlUpdate("delete from accounts.number_code where expires_at < :expiredBefore")
    int forget(Instant expiredBefore);

    @SqlUpdate("update accounts.number_code set wrong = wrong + 1 where id = :id")
    void countWrong(UUID id);

    @SqlUpdate("update accounts.number_code set used_at = :now where id = :id")
    void use(UUID id, Instant now);

    /** The latest code that holds. */
    @SqlQuery("""
            select * from accounts.number_code
            where consumer = :consumer and number = :number and used_at is null and expires_at > :now
            order by sent_at desc limit 1
            """)
    Optional<Sent> latest(UUID consumer, UUID number, Instant now);

    @SqlQuery("""
            select coalesce(sum(wrong), 0) from accounts.number_code
            where consumer = :consumer and number = :number and sent_at > :since
            """)
    int wrong(UUID consumer, UUID number, Instant since);

    /** Those for lost mailboxes among them. */
    @SqlQuery("""
            select (select count(*) from accounts.number_code where number = :number and sent_at > :since)
                + (select coalesce(sum(codes), 0) from accounts.address_recovery
                    where number = :number and code_sent_at > :since)
            """)
    int countForNumber(UUID number, Instant since);

    @SqlQuery("select count(*) from accounts.number_code where consumer = :consumer and sent_at > :since")
    int countForConsumer(UUID consumer, Instant since);

    @SqlQuery("select sent_at from accounts.number_code where consumer = :consumer order by sent_at")
    List<Instant> sentTo(UUID consumer);
}
