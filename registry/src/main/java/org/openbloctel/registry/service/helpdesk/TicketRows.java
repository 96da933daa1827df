package org.openbloctel.registry.service.helpdesk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.SealedTexts;

/** The rows of tickets and their messages. Every method runs in the caller's transaction. Tickets are without messages where not said else. */
interface TicketRows {
    static TicketRows in(Database database, SealedTexts seal) {
        return database.rows(
                TicketRows.class,
                new Reading<>(TicketRow.class, Ticket.class, row -> row.ticket(seal)),
                new Reading<>(MessageRow.class, Ticket.Message.class, row -> row.message(seal)));
    }

    /** A ticket as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record TicketRow(
            UUID id,
            TicketReference reference,
            Ticket.State state,
            @Nested TicketAsker asker,
            @Nullable Instant provedAt,
            byte @Nullable [] subject,
            @Nullable UUID owner,
            @Nullable Instant dueAt,
            Instant receivedAt,
            Instant changedAt) {
        Ticket ticket(SealedTexts seal) {
            String opened = seal.open(id, "subject", subject);
            return new Ticket(
                    id,
                    reference,
                    state,
                    asker,
                    provedAt != null,
                    opened,
                    owner,
                    dueAt,
                    receivedAt,
                    changedAt,
                    List.of());
        }
    }

    /** A message as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record MessageRow(
            UUID ticket,
            int n,
            Ticket.Kind kind,
            @Nullable UUID author,
            Instant at,
            byte @Nullable [] text,
            int dropped,
            boolean elsewhere) {
        Ticket.Message message(SealedTexts seal) {
            return new Ticket.Message(kind, author, at, seal.open(ticket, "message:" + n, text), dropped, elsewhere);
        }
    }

    /** Lets one transaction at a time open the ticket of a form. */
    @SqlUpdate("select pg_advisory_xact_lock(hashtextextended('accounts.ticket:' || cast(:id as text), 0))")
    void lockNew(UUID id);

    /**
     * Inserts a ticket without its messages.
     *
     * @param network the print of the network that it came from; null where none is known
     * @return false when the reference is taken
     */
    @SqlUpdate("""
            insert into accounts.ticket (id, reference, state, origin, email, consumer, member, company, locale,
                proved_at, subject, due_at, received_at, changed_at, network)
            values (:ticket.id, :ticket.reference, :ticket.state, :ticket.asker.origin, :ticket.asker.email, :ticket.asker.consumer,
                :ticket.asker.member, :ticket.asker.company, :ticket.asker.locale, case when :ticket.proved then :ticket.receivedAt end,
                :subject, :ticket.dueAt, :ticket.receivedAt, :ticket.receivedAt, :network)
            on conflict (reference) do nothing
            """)
    boolean insert(Ticket ticket, byte @Nullable [] subject, byte @Nullable [] network);

    /** Adds a message, and its words and those of the subject to what a search finds. A note is no change: terms run on. */
    default void add(SealedTexts seal, Ticket ticket, Ticket.Message message) {
        int n = messageCount(ticket.id());
        insert(ticket.id(), n, message, seal.seal(ticket.id(), "message:" + n, message.text()));
        addWords(
                ticket.id(),
                message.kind() == Ticket.Kind.NOTE,
                message.at(),
                seal.words(ticket.subject(), message.text()));
    }

    @SqlQuery("select count(*) from accounts.ticket_message where ticket = :id")
    int messageCount(UUID id);

    @SqlUpdate("""
            insert into accounts.ticket_message (ticket, n, kind, author, at, text, dropped, elsewhere)
            values (:id, :n, :message.kind, :message.author, :message.at, :text, least(:message.dropped, 32767), :message.elsewhere)
            """)
    void insert(UUID id, int n, Ticket.Message message, byte @Nullable [] text);

    @SqlUpdate("""
            update accounts.ticket set changed_at = case when :note then changed_at else :at end, words = array(
                select distinct word from unnest(coalesce(words, '{}') || cast(:words as bigint[])) as word order by word)
            where id = :id
            """)
    void addWords(UUID id, boolean note, Instant at, Long[] words);

    @SqlUpdate("update accounts.ticket set state = :state, due_at = :dueAt, changed_at = :now where id = :id")
    void move(UUID id, Ticket.State state, @Nullable Instant dueAt, Instant now);

    @SqlUpdate("update accounts.ticket set owner = :owner where id = :id")
    void assign(UUID id, @Nullable UUID owner);

    @SqlUpdate("update accounts.ticket set proved_at = :now where id = :id and proved_at is null")
    void prove(UUID id, Instant now);

    /** How many questions came from an address since an instant. */
    @SqlQuery("select count(*) from accounts.ticket where email = :email and received_at > :since")
    int asked(String email, Instant since);

    /** How many questions came by mail since an instant from senders for whom no domain vouches. */
    @SqlQuery("""
            select count(*) from accounts.ticket
            where origin = 'MAIL' and proved_at is null and received_at > :since
            """)
    int unproved(Instant since);

    /** How many messages a ticket got from its asker since an instant. */
    @SqlQuery("select count(*) from accounts.ticket_message where ticket = :id and kind = 'QUESTION' and at > :since")
    int questions(UUID id, Instant since);

    /** One transaction at a time changes it until it ends. */
    @SqlQuery("select * from accounts.ticket where id = :id for update")
    Optional<Ticket> lock(UUID id);

    @SqlQuery("select * from accounts.ticket where id = :id")
    Optional<Ticket> head(UUID id);

    @SqlQuery("select * from accounts.ticket_message where ticket = :id order by n")
    List<Ticket.Message> messages(UUID id);

    /** With its messages. */
    default Optional<Ticket> byId(UUID id) {
        return head(id).map(head -> head.with(messages(id)));
    }

    @SqlQuery("select * from accounts.ticket where reference = :reference")
    Optional<Ticket> byReference(TicketReference reference);

    /** The latest change first. */
    @SqlQuery("""
            select * from accounts.ticket
            where consumer = cast(:consumer as uuid) or member = cast(:member as uuid) or email = cast(:email as text)
            order by changed_at desc, id limit :limit
            """)
    List<Ticket> of(@Nullable UUID consumer, @Nullable UUID member, @Nullable String email, int limit);

    @SqlQuery("""
            select * from accounts.ticket
            where (cast(:query.state as text) is null or state = :query.state)
                and (cast(:query.owner as uuid) is null or owner = :query.owner)
                and (not :query.unowned or owner is null)
                and (cardinality(cast(:words as bigint[])) = 0 or words @> cast(:words as bigint[]))
            order by case when :query.order = 'DUE' then due_at end nulls last,
                case when :query.order = 'EARLIEST' then received_at end, changed_at desc, id
            offset :skip limit :limit
            """)
    List<Ticket> search(HelpDesk.TicketQuery query, Long[] words, long skip, int limit);

    /** Those received since an instant from a network that sent at least so many since then. */
    @SqlQuery("""
            select id from accounts.ticket where received_at > :since and network in (
                select network from accounts.ticket where received_at > :since and network is not null
                group by network having count(*) >= :least)
            """)
    Set<UUID> flooded(Instant since, int least);

    /** Forgets the networks of those received before an instant. */
    @SqlUpdate("update accounts.ticket set network = null where network is not null and received_at < :before")
    void forgetNetworks(Instant before);

    @SqlQuery("select count(*) from accounts.ticket where due_at < :now")
    long overdue(Instant now);

    /** How many answers are due when; the first to be due first. */
    @SqlQuery("""
            select due_at as at, count(*) as tickets from accounts.ticket where due_at is not null group by due_at order by due_at
            """)
    List<HelpDesk.DueTickets> due();

    /** Closes those that were answered and have not changed since an instant. */
    @SqlUpdate("""
            update accounts.ticket set state = 'CLOSED', due_at = null, changed_at = :now
            where state in ('ANSWERED', 'WAITING') and changed_at < :before
            """)
    int close(Instant before, Instant now);

    /** A consumer's own, and those with their address where it was proved. */
    @SqlUpdate("""
            delete from accounts.ticket
            where consumer = :consumer or (email = cast(:email as text) and proved_at is not null)
            """)
    int erase(UUID consumer, @Nullable String email);

    @SqlUpdate("delete from accounts.ticket where state = 'CLOSED' and changed_at < :before")
    int forget(Instant before);
}
