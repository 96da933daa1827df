package org.openbloctel.registry.calls.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/**
 * The tables of mails and of what they carried, and of notices that were sent. An attempt is a fencing token: only the latest settles a mail.
 */
interface MailRows {
    static MailRows in(Database database) {
        return database.rows(MailRows.class, new Reading<>(PartRow.class, Settlement.Part.class, PartRow::part));
    }

    /** A part of a mail as it stands in its row. */
    record PartRow(
            String name,
            Optional<UUID> submission,
            boolean again,
            @Nullable String refusalCode,
            List<String> refusalArguments) {
        Settlement.Part part() {
            return new Settlement.Part(
                    name,
                    submission,
                    again,
                    Optional.ofNullable(refusalCode).map(code -> new Settlement.Part.Refused(code, refusalArguments)));
        }
    }

    default Taking take(Taking.Place place, Instant now, Duration lease) {
        Optional<Taking.Mine> mine = take(UUID.randomUUID(), place, now.plus(lease), now);
        return mine.isPresent()
                ? mine.get()
                : settled(place).<Taking>map(over -> over).orElseGet(Taking.Others::new);
    }

    @SqlQuery("""
            insert into accounts.mailbox_mail as mail (id, mailbox, uid_validity, uid, state, lease_until, seen_at)
            values (:id, :place.mailbox, :place.validity, :place.uid, 'SEEN', :until, :now)
            on conflict (mailbox, uid_validity, uid) do update set attempt = mail.attempt + 1, lease_until = excluded.lease_until
            where mail.state = 'SEEN' and mail.lease_until <= :now
            returning id as mail, attempt, seen_at
            """)
    Optional<Taking.Mine> take(UUID id, Taking.Place place, Instant until, Instant now);

    @SqlQuery("""
            select outcome from accounts.mailbox_mail
            where mailbox = :place.mailbox and uid_validity = :place.validity and uid = :place.uid and state <> 'SEEN'
            """)
    Optional<Taking.Over> settled(Taking.Place place);

    /** Gives a sign of life; false when another attempt has begun, or the mail is settled. */
    @SqlUpdate("""
            update accounts.mailbox_mail set lease_until = :until
            where id = :mine.mail and attempt = :mine.attempt and state = 'SEEN'
            """)
    boolean alive(Taking.Mine mine, Instant until);

    /** Settles a mail that nobody is answered for what it carried; false when this attempt is not the latest any more. */
    default boolean close(Taking.Mine mine, Taking.Outcome outcome, Instant now) {
        return settle(mine, "DONE", outcome, null, Optional.empty(), null, now);
    }

    /** Settles a mail whose sender waits for an answer. */
    default boolean await(
            Taking.Mine mine,
            Taking.Outcome outcome,
            Member member,
            Optional<String> messageId,
            String digest,
            Instant now) {
        return settle(mine, "WAITING", outcome, member, messageId, digest, now);
    }

    @SqlUpdate("""
            update accounts.mailbox_mail
            set state = :state, outcome = :outcome, settled_at = :now, member = :member.id,
                company = :member.company, message_id = :messageId, digest = :digest
            where id = :mine.mail and attempt = :mine.attempt and state = 'SEEN'
            """)
    boolean settle(
            Taking.Mine mine,
            String state,
            Taking.Outcome outcome,
            @Nullable Member member,
            Optional<String> messageId,
            @Nullable String digest,
            Instant now);

    /** Whether another mail had the same sender, Message-ID and files. The caller holds the turn. */
    @SqlQuery("select exists (select from accounts.mailbox_mail where digest = :digest)")
    boolean knows(String digest);

    /** Until the transaction ends, nobody else settles a mail of this digest. */
    @SqlUpdate("select pg_advisory_xact_lock(hashtextextended('mailbox ' || cast(:digest as text), 0))")
    void takeTurn(String digest);

    default void add(UUID mail, int place, Settlement.Part part) {
        Optional<Settlement.Part.Refused> refusal = part.refusal();
        add(
                mail,
                place,
                part,
                refusal.map(Settlement.Part.Refused::code),
                refusal.map(Settlement.Part.Refused::arguments).orElse(List.of()));
    }

    @SqlUpdate("""
            insert into accounts.mailbox_part (mail, place, name, submission, again, refusal_code, refusal_arguments)
            values (:mail, :place, :part.name, :part.submission, :part.again, :code, :arguments)
            """)
    void add(UUID mail, int place, Settlement.Part part, Optional<String> code, List<String> arguments);

    @SqlQuery("select * from accounts.mailbox_part where mail = :mail order by place")
    List<Settlement.Part> parts(UUID mail);

    /** A mail whose sender waits. */
    record Waiting(UUID id, UUID member, Optional<String> messageId) {}

    /** Mails whose senders wait for an answer, the oldest first. */
    @SqlQuery("select * from accounts.mailbox_mail where state = 'WAITING' order by seen_at, id limit :most")
    List<Waiting> waiting(int most);

    /** The answer is written, or nobody is left to be answered; false when that was done before. */
    @SqlUpdate("""
            update accounts.mailbox_mail set state = 'DONE', message_id = null
            where id = :mail and state = 'WAITING'
            """)
    boolean answered(UUID mail);

    @SqlUpdate("delete from accounts.mailbox_mail where state <> 'WAITING' and coalesce(settled_at, seen_at) < :before")
    int forget(Instant before);

    /** Counts a notice; false when this recipient, or too many, got one of late. */
    @SqlUpdate("""
            insert into accounts.mailbox_notice as notice (kind, recipient, told_at)
            select :kind, :recipient, :now
            where (select count(*) from accounts.mailbox_notice where kind = :kind and told_at > :before) < :most
            on conflict (kind, recipient) do update set told_at = excluded.told_at
            where notice.told_at <= :before
            """)
    boolean insertNotice(String kind, String recipient, int most, Instant now, Instant before);

    @SqlUpdate("delete from accounts.mailbox_notice where told_at <= :toldBefore")
    int forgetNotices(Instant toldBefore);
}
