package org.openbloctel.registry.service.helpdesk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.SealedTexts;

/** The rows of tickets and their messages. Every method runs in the caller's transaction. */
final class TicketRows {
    private final Database database;
    private final SealedTexts seal;

    TicketRows(Database database, SealedTexts seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Lets one transaction at a time open the ticket of a form. */
    void lockNew(UUID id) {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended('accounts.ticket:' || :id, 0))")
                .param("id", id.toString())
                .query((row, n) -> n)
                .list();
    }

    /**
     * Inserts a ticket without its messages.
     *
     * @param network the print of the network that it came from; null where none is known
     * @return false when the reference is taken
     */
    boolean insert(Ticket ticket, byte @Nullable [] network) {
        TicketAsker asker = ticket.asker();
        return database.accounts()
                        .sql("""
                                insert into accounts.ticket (id, reference, state, origin, email, consumer, member, company, locale,
                                    proved_at, subject, due_at, received_at, changed_at, network)
                                values (:id, :reference, :state, :origin, :email, :consumer, :member, :company, :locale,
                                    :provedAt, :subject, :dueAt, :now, :now, :network)
                                on conflict (reference) do nothing
                                """)
                        .param("id", ticket.id())
                        .param("reference", ticket.reference().symbols())
                        .param("state", ticket.state().name())
                        .param("origin", asker.origin().name())
                        .param("email", asker.email())
                        .param("consumer", asker.consumer())
                        .param("member", asker.member())
                        .param("company", asker.company())
                        .param("locale", asker.locale().toLanguageTag())
                        .param("provedAt", ticket.proved() ? Columns.timestamp(ticket.receivedAt()) : null)
                        .param("subject", seal.seal(ticket.id(), "subject", ticket.subject()))
                        .param("dueAt", timestamp(ticket.dueAt()))
                        .param("now", Columns.timestamp(ticket.receivedAt()))
                        .param("network", network)
                        .update()
                == 1;
    }

    /** Adds a message, and its words and those of the subject to what a search finds. A note is no change: terms run on. */
    void add(Ticket ticket, Ticket.Message message) {
        UUID id = ticket.id();
        int n = database.accounts()
                .sql("select count(*) from accounts.ticket_message where ticket = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
        database.accounts()
                .sql("""
                        insert into accounts.ticket_message (ticket, n, kind, author, at, text, dropped, elsewhere)
                        values (:id, :n, :kind, :author, :at, :text, :dropped, :elsewhere)
                        """)
                .param("id", id)
                .param("n", n)
                .param("kind", message.kind().name())
                .param("author", message.author())
                .param("at", Columns.timestamp(message.at()))
                .param("text", seal.seal(id, "message:" + n, message.text()))
                .param("dropped", Math.min(message.dropped(), Short.MAX_VALUE))
                .param("elsewhere", message.elsewhere())
                .update();
        database.accounts()
                .sql("""
                        update accounts.ticket set changed_at = case when :note then changed_at else :at end, words = array(
                            select distinct word from unnest(coalesce(words, '{}') || cast(:words as bigint[])) as word order by word)
                        where id = :id
                        """)
                .param("note", message.kind() == Ticket.Kind.NOTE)
                .param("at", Columns.timestamp(message.at()))
                .param("words", seal.words(ticket.subject(), message.text()))
                .param("id", id)
                .update();
    }

    void move(UUID id, TicketState state, @Nullable Instant dueAt, Instant now) {
        database.accounts()
                .sql("update accounts.ticket set state = :state, due_at = :dueAt, changed_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("state", state.name())
                .param("dueAt", timestamp(dueAt))
                .param("id", id)
                .update();
    }

    void assign(UUID id, @Nullable UUID owner) {
        database.accounts()
                .sql("update accounts.ticket set owner = :owner where id = :id")
                .param("owner", owner)
                .param("id", id)
                .update();
    }

    void prove(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.ticket set proved_at = :now where id = :id and proved_at is null")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** How many questions came from an address since an instant. */
    int asked(String email, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.ticket where email = :email and received_at > :since")
                .param("email", email)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** How many questions came by mail since an instant from senders for whom no domain vouches. */
    int unproved(Instant since) {
        return database.accounts()
                .sql("""
                        select count(*) from accounts.ticket
                        where origin = 'MAIL' and proved_at is null and received_at > :since
                        """)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** How many messages a ticket got from its asker since an instant. */
    int questions(UUID id, Instant since) {
        return database.accounts()
                .sql("""
                        select count(*) from accounts.ticket_message where ticket = :id and kind = 'QUESTION' and at > :since
                        """)
                .param("id", id)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    /** Without its messages; one at a time changes it until the transaction ends. */
    Optional<Ticket> lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.ticket where id = :id for update")
                .param("id", id)
                .query(this::head)
                .optional();
    }

    Optional<Ticket> byId(UUID id) {
        return database.accounts()
                .sql("select * from accounts.ticket where id = :id")
                .param("id", id)
                .query(this::head)
                .optional()
                .map(this::whole);
    }

    /** Without its messages. */
    Optional<Ticket> byReference(TicketReference reference) {
        return database.accounts()
                .sql("select * from accounts.ticket where reference = :reference")
                .param("reference", reference.symbols())
                .query(this::head)
                .optional();
    }

    /** Without their messages, the latest change first. */
    List<Ticket> of(@Nullable UUID consumer, @Nullable UUID member, @Nullable String email, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.ticket
                        where consumer = cast(:consumer as uuid) or member = cast(:member as uuid) or email = cast(:email as text)
                        order by changed_at desc, id limit :limit
                        """)
                .param("consumer", consumer)
                .param("member", member)
                .param("email", email)
                .param("limit", limit)
                .query(this::head)
                .list();
    }

    /** Without their messages. */
    List<Ticket> search(TicketQuery query, Long[] words, long skip, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.ticket
                        where (cast(:state as text) is null or state = :state)
                            and (cast(:owner as uuid) is null or owner = :owner)
                            and (not :unowned or owner is null)
                            and (cardinality(cast(:words as bigint[])) = 0 or words @> cast(:words as bigint[]))
                        order by case when :order = 'DUE' then due_at end nulls last,
                            case when :order = 'EARLIEST' then received_at end, changed_at desc, id
                        offset :skip limit :limit
                        """)
                .param("state", query.state() == null ? null : query.state().name())
                .param("owner", query.owner())
                .param("unowned", query.unowned())
                .param("words", words)
                .param("order", query.order().name())
                .param("skip", skip)
                .param("limit", limit)
                .query(this::head)
                .list();
    }

    /** Those received since an instant from a network that sent at least so many since then. */
    Set<UUID> flooded(Instant since, int least) {
        return database.accounts()
                .sql("""
                        select id from accounts.ticket where received_at > :since and network in (
                            select network from accounts.ticket where received_at > :since and network is not null
                            group by network having count(*) >= :least)
                        """)
                .param("since", Columns.timestamp(since))
                .param("least", least)
                .query(UUID.class)
                .set();
    }

    /** Forgets the networks of those received before an instant. */
    void forgetNetworks(Instant before) {
        database.accounts()
                .sql("update accounts.ticket set network = null where network is not null and received_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    long overdue(Instant now) {
        return database.accounts()
                .sql("select count(*) from accounts.ticket where due_at < :now")
                .param("now", Columns.timestamp(now))
                .query(Long.class)
                .single();
    }

    /** How many answers are due when; the first to be due first. */
    List<DueTickets> due() {
        return database.accounts()
                .sql("""
                        select due_at, count(*) as tickets from accounts.ticket where due_at is not null group by due_at order by due_at
                        """)
                .query((row, n) -> new DueTickets(Columns.instant(row, "due_at"), row.getLong("tickets")))
                .list();
    }

    /** Closes those that were answered and have not changed since an instant. */
    int close(Instant before, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.ticket set state = 'CLOSED', due_at = null, changed_at = :now
                        where state in ('ANSWERED', 'WAITING') and changed_at < :before
                        """)
                .param("now", Columns.timestamp(now))
                .param("before", Columns.timestamp(before))
                .update();
    }

    /** A consumer's own, and those with their address where it was proved. */
    int erase(UUID consumer, @Nullable String email) {
        return database.accounts()
                .sql("""
                        delete from accounts.ticket
                        where consumer = :consumer or (email = cast(:email as text) and proved_at is not null)
                        """)
                .param("consumer", consumer)
                .param("email", email)
                .update();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.ticket where state = 'CLOSED' and changed_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    private Ticket whole(Ticket head) {
        return head.with(database.accounts()
                .sql("select * from accounts.ticket_message where ticket = :id order by n")
                .param("id", head.id())
                .query((row, n) -> new Ticket.Message(
                        Ticket.Kind.valueOf(row.getString("kind")),
                        row.getObject("author", UUID.class),
                        Columns.instant(row, "at"),
                        seal.open(head.id(), "message:" + row.getInt("n"), row.getBytes("text")),
                        row.getInt("dropped"),
                        row.getBoolean("elsewhere")))
                .list());
    }

    private Ticket head(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        TicketAsker asker = new TicketAsker(
                TicketAsker.Origin.valueOf(row.getString("origin")),
                row.getString("email"),
                row.getObject("consumer", UUID.class),
                row.getObject("member", UUID.class),
                row.getObject("company", UUID.class),
                Locale.forLanguageTag(row.getString("locale")));
        return new Ticket(
                id,
                new TicketReference(row.getString("reference")),
                TicketState.valueOf(row.getString("state")),
                asker,
                Columns.optionalInstant(row, "proved_at").isPresent(),
                seal.open(id, "subject", row.getBytes("subject")),
                row.getObject("owner", UUID.class),
                Columns.optionalInstant(row, "due_at").orElse(null),
                Columns.instant(row, "received_at"),
                Columns.instant(row, "changed_at"),
                List.of());
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : Columns.timestamp(at);
    }
}
