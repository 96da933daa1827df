package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of codes that were sent to numbers. */
final class NumberCodeRows {
    private final Database database;

    NumberCodeRows(Database database) {
        this.database = database;
    }

    /** A code as it is kept. */
    record Sent(UUID id, String hash) {}

    void insert(Sent sent, UUID consumer, PhoneNumber number, Instant now, Instant expires) {
        database.accounts()
                .sql("""
                        insert into accounts.number_code (id, consumer, number, code_hash, sent_at, expires_at)
                        values (:id, :consumer, :number, :hash, :now, :expires)
                        """)
                .param("id", sent.id())
                .param("consumer", consumer)
                .param("number", sealed(number))
                .param("hash", sent.hash())
                .param("now", Columns.timestamp(now))
                .param("expires", Columns.timestamp(expires))
                .update();
    }

    void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.number_code where id = :id")
                .param("id", id)
                .update();
    }

    int forget(Instant expiredBefore) {
        return database.accounts()
                .sql("delete from accounts.number_code where expires_at < :before")
                .param("before", Columns.timestamp(expiredBefore))
                .update();
    }

    void countWrong(UUID id) {
        database.accounts()
                .sql("update accounts.number_code set wrong = wrong + 1 where id = :id")
                .param("id", id)
                .update();
    }

    void use(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.number_code set used_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** The latest code that holds. */
    Optional<Sent> latest(UUID consumer, PhoneNumber number, Instant now) {
        return database.accounts()
                .sql("""
                        select * from accounts.number_code
                        where consumer = :consumer and number = :number and used_at is null and expires_at > :now
                        order by sent_at desc
                        limit 1
                        """)
                .param("consumer", consumer)
                .param("number", sealed(number))
                .param("now", Columns.timestamp(now))
                .query((row, n) -> new Sent(row.getObject("id", UUID.class), row.getString("code_hash")))
                .optional();
    }

    int wrong(UUID consumer, PhoneNumber number, Instant since) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(wrong), 0) from accounts.number_code
                        where consumer = :consumer and number = :number and sent_at > :since
                        """)
                .param("consumer", consumer)
                .param("number", sealed(number))
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** Those for lost mailboxes among them. */
    int countFor(PhoneNumber number, Instant since) {
        return database.accounts()
                .sql("""
                        select (select count(*) from accounts.number_code where number = :number and sent_at > :since)
                            + (select coalesce(sum(codes), 0) from accounts.address_recovery
                                where number = :number and code_sent_at > :since)
                        """)
                .param("number", sealed(number))
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    int countFor(UUID consumer, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.number_code where consumer = :consumer and sent_at > :since")
                .param("consumer", consumer)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    private UUID sealed(PhoneNumber number) {
        return database.accountsNumbers().seal(number.e164());
    }

    List<Instant> sentTo(UUID consumer) {
        return database.accounts()
                .sql("select sent_at from accounts.number_code where consumer = :consumer order by sent_at")
                .param("consumer", consumer)
                .query((row, n) -> Columns.instant(row, "sent_at"))
                .list();
    }
}
