package org.openbloctel.registry.calls.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of mails and of what they carried. An attempt is a fencing token: only the latest settles a mail. */
final class MailRows {
    private final Database database;

    MailRows(Database database) {
        this.database = database;
    }

    Taking take(Place place, Instant now, Duration lease) {
        Optional<Taking> mine = database.accounts()
                .sql("""
                        insert into accounts.mailbox_mail as mail (id, mailbox, uid_validity, uid, state, lease_until,
                            seen_at)
                        values (:id, :mailbox, :validity, :uid, 'SEEN', :until, :now)
                        on conflict (mailbox, uid_validity, uid) do update set attempt = mail.attempt + 1,
                            lease_until = excluded.lease_until
                        where mail.state = 'SEEN' and mail.lease_until <= :now
                        returning *
                        """)
                .param("id", UUID.randomUUID())
                .param("mailbox", place.mailbox())
                .param("validity", place.validity())
                .param("uid", place.uid())
                .param("until", Columns.timestamp(now.plus(lease)))
                .param("now", Columns.timestamp(now))
                .query((row, n) -> (Taking) new Taking.Mine(
                        row.getObject("id", UUID.class), row.getInt("attempt"), Columns.instant(row, "seen_at")))
                .optional();
        return mine.orElseGet(() -> settled(place));
    }

    private Taking settled(Place place) {
        return database.accounts()
                .sql("""
                        select outcome from accounts.mailbox_mail
                        where mailbox = :mailbox and uid_validity = :uidValidity and uid = :uid and state <> 'SEEN'
                        """)
                .param("mailbox", place.mailbox())
                .param("uidValidity", place.validity())
                .param("uid", place.uid())
                .query(String.class)
                .optional()
                .map(outcome -> (Taking) new Taking.Over(Taking.Outcome.valueOf(outcome)))
                .orElseGet(Taking.Others::new);
    }

    /** Gives a sign of life; false when another attempt has begun, or the mail is settled. */
    boolean alive(Taking.Mine mine, Instant until) {
        return database.accounts()
                        .sql("""
                                update accounts.mailbox_mail set lease_until = :until
                                where id = :id and attempt = :attempt and state = 'SEEN'
                                """)
                        .param("until", Columns.timestamp(until))
                        .param("id", mine.mail())
                        .param("attempt", mine.attempt())
                        .update()
                == 1;
    }

    /** Settles a mail that nobody is answered for what it carried; false when this attempt is not the latest any more. */
    boolean close(Taking.Mine mine, Taking.Outcome outcome, Instant now) {
        return settle(mine, "DONE", outcome, Optional.empty(), Optional.empty(), Optional.empty(), now);
    }

    /** Settles a mail whose sender waits for an answer. */
    boolean await(
            Taking.Mine mine,
            Taking.Outcome outcome,
            Member member,
            Optional<String> messageId,
            String digest,
            Instant now) {
        return settle(mine, "WAITING", outcome, Optional.of(member), messageId, Optional.of(digest), now);
    }

    private boolean settle(
            Taking.Mine mine,
            String state,
            Taking.Outcome outcome,
            Optional<Member> member,
            Optional<String> messageId,
            Optional<String> digest,
            Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.mailbox_mail
                                set state = :state, outcome = :outcome, settled_at = :now, member = :member,
                                    company = :company, message_id = :message, digest = :digest
                                where id = :id and attempt = :attempt and state = 'SEEN'
                                """)
                        .param("state", state)
                        .param("outcome", outcome.name())
                        .param("now", Columns.timestamp(now))
                        .param("member", member.map(Member::id).orElse(null), Types.OTHER)
                        .param("company", member.map(Member::company).orElse(null), Types.OTHER)
                        .param("message", messageId.orElse(null))
                        .param("digest", digest.orElse(null))
                        .param("id", mine.mail())
                        .param("attempt", mine.attempt())
                        .update()
                == 1;
    }

    /** Whether another mail had the same sender, Message-ID and files. The caller holds the turn. */
    boolean knows(String digest) {
        return database.accounts()
                .sql("select exists (select from accounts.mailbox_mail where digest = :digest)")
                .param("digest", digest)
                .query(Boolean.class)
                .single();
    }

    /** Until the transaction ends, nobody else settles a mail of this digest. */
    void takeTurn(String digest) {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended(:value, 0))::text")
                .param("value", "mailbox " + digest)
                .query(String.class)
                .list();
    }

    void add(UUID mail, int place, MailPart part) {
        database.accounts()
                .sql("""
                        insert into accounts.mailbox_part (mail, place, name, submission, again, refusal_code,
                            refusal_arguments)
                        values (:mail, :place, :name, :submission, :again, :code, :arguments)
                        """)
                .param("mail", mail)
                .param("place", place)
                .param("name", part.name())
                .param("submission", part.submission().orElse(null), java.sql.Types.OTHER)
                .param("again", part.again())
                .param("code", part.refusal().map(MailPart.Refused::code).orElse(null))
                .param(
                        "arguments",
                        part.refusal()
                                .map(MailPart.Refused::arguments)
                                .orElse(List.of())
                                .toArray(String[]::new))
                .update();
    }

    List<MailPart> parts(UUID mail) {
        return database.accounts()
                .sql("select * from accounts.mailbox_part where mail = :mail order by place")
                .param("mail", mail)
                .query(MailRows::part)
                .list();
    }

    /** Mails whose senders wait for an answer, the oldest first. */
    List<Waiting> waiting(int most) {
        return database.accounts()
                .sql("select * from accounts.mailbox_mail where state = 'WAITING' order by seen_at, id limit :most")
                .param("most", most)
                .query((row, n) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("member", UUID.class),
                        Optional.ofNullable(row.getString("message_id"))))
                .list();
    }

    /** The answer is written, or nobody is left to be answered; false when that was done before. */
    boolean answered(UUID mail) {
        return database.accounts().sql("""
                                update accounts.mailbox_mail set state = 'DONE', message_id = null
                                where id = :mail and state = 'WAITING'
                                """).param("mail", mail).update() == 1;
    }

    int forget(Instant before) {
        return database.accounts()
                .sql(
                        "delete from accounts.mailbox_mail where state <> 'WAITING' and coalesce(settled_at, seen_at) < :value")
                .param("value", Columns.timestamp(before))
                .update();
    }

    int waiting() {
        return database.accounts()
                .sql("select count(*) from accounts.mailbox_mail where state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    private static MailPart part(ResultSet row, int n) throws SQLException {
        String code = row.getString("refusal_code");
        List<String> arguments = Columns.texts(row, "refusal_arguments");
        return new MailPart(
                row.getString("name"),
                Optional.ofNullable(row.getObject("submission", UUID.class)),
                row.getBoolean("again"),
                Optional.ofNullable(code).map(known -> new MailPart.Refused(known, arguments)));
    }

    /** A mail whose sender waits. */
    record Waiting(UUID id, UUID member, Optional<String> messageId) {}
}
