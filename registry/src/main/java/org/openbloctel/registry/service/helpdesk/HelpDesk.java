package org.openbloctel.registry.service.helpdesk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.SealedTexts;

/**
 * The operator's work on tickets: search, read, answer, note, assign, close. Each act is one transaction with its audit entry, and
 * so is each reading. Thread-safe; of two acts at once on one ticket the second sees what the first left.
 */
public final class HelpDesk {
    /** A ticket that was answered is closed after so long without a reply. */
    public static final Duration OPEN_AFTER_ANSWER = Duration.ofDays(14);

    /** A closed ticket is kept for so long. */
    public static final Duration KEPT = Duration.ofDays(365);

    /** Questions by the form within {@link #FLOOD_SPAN} from one network that are a flood. */
    public static final int MIN_FLOOD = 20;

    /** The time in which a flood is looked for. */
    public static final Duration FLOOD_SPAN = Duration.ofHours(24);

    /** The network of a question is kept for so long. */
    private static final Duration NETWORK_KEPT = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final HelpdeskPolicy policy;
    private final SealedTexts seal;
    private final TicketRows rows;
    private final TicketMails mails;

    /** Over this database. */
    public HelpDesk(Questions.Needs needs, HelpdeskPolicy policy) {
        this.database = needs.database();
        this.clock = needs.clock();
        this.audit = needs.audit();
        this.policy = policy;
        this.seal = Questions.TicketSeal.texts(database, needs.keys());
        this.rows = TicketRows.in(database, seal);
        this.mails = new TicketMails(
                needs.reach().outbox(),
                needs.reach().consumers(),
                needs.reach().members(),
                new TicketLinks(seal, policy.portal()),
                policy);
    }

    /**
     * Tickets without their messages, after so many that are skipped. Words are looked for by their stems; where none has one, as "de la",
     * nothing is found. A search for words is in the audit trail, without them.
     */
    public List<Ticket> search(String actor, TicketQuery query, long skip, int limit) {
        if (query.words().isBlank()) {
            return rows.search(query, new Long[0], skip, limit);
        }
        return database.inAccounts(() -> {
            List<Ticket> found = withWords(query, skip, limit);
            audit.record(new AuditEntry(
                    actor, "ticket.searched", "ticket:none", Map.of("found", Integer.toString(found.size()))));
            return found;
        });
    }

    /** Whether words are the reference of a ticket. */
    public static boolean isReference(String words) {
        return TicketReference.read(words).isPresent();
    }

    private List<Ticket> withWords(TicketQuery query, long skip, int limit) {
        Optional<TicketReference> reference = TicketReference.read(query.words());
        if (reference.isPresent()) {
            return rows.byReference(reference.get()).stream().skip(skip).toList();
        }
        Long[] words = seal.words(WrittenText.searched(query.words()));
        return words.length == 0 ? List.of() : rows.search(query, words, skip, limit);
    }

    /** Records that a list of tickets was saved as a file, with how many rows. */
    public void saved(String actor, int saved) {
        audit.record(new AuditEntry(actor, "ticket.listed", "ticket:none", Map.of("rows", Integer.toString(saved))));
    }

    /** The tickets that came by the form within {@link #FLOOD_SPAN} from networks that sent {@link #MIN_FLOOD} or more. */
    public Set<UUID> flooded() {
        return rows.flooded(now().minus(FLOOD_SPAN), MIN_FLOOD);
    }

    /** How many answers are late. */
    public long overdue() {
        return rows.overdue(now());
    }

    /** All answers that are due, the first ones first. */
    public List<DueTickets> due() {
        return rows.due();
    }

    /** Opens one, with its notes. */
    public Ticket open(String actor, UUID id) {
        return database.inAccounts(() -> {
            Ticket ticket = rows.byId(id).orElseThrow(HelpDesk::unknown);
            record(actor, "ticket.read", id, Map.of());
            return ticket;
        });
    }

    /**
     * Answers one: its asker gets a mail, and the answerer owns it if no person did.
     *
     * @param waits whether the answer asks something back
     */
    public void answer(UUID staff, UUID id, String text, boolean waits) {
        Ticket.State state = waits ? Ticket.State.WAITING : Ticket.State.ANSWERED;
        database.runInAccounts(() -> {
            Ticket ticket = locked(id, state);
            Ticket.Message message = message(Ticket.Kind.ANSWER, staff, text);
            rows.add(seal, ticket, message);
            rows.move(id, state, null, message.at());
            if (ticket.owner() == null) {
                rows.assign(id, staff);
            }
            mails.answered(ticket, message.text(), waits);
            record("staff:" + staff, "ticket.answered", id, Map.of("state", state.name()));
        });
    }

    /** Adds a note, which no asker sees. */
    public void note(UUID staff, UUID id, String text) {
        database.runInAccounts(() -> {
            Ticket ticket = rows.lock(id).orElseThrow(HelpDesk::unknown);
            rows.add(seal, ticket, message(Ticket.Kind.NOTE, staff, text));
            record("staff:" + staff, "ticket.noted", id, Map.of());
        });
    }

    private Ticket.Message message(Ticket.Kind kind, UUID staff, String text) {
        return new Ticket.Message(kind, staff, now(), WrittenText.text(text), 0, false);
    }

    /** Gives it to a member of the staff, or to none. */
    public void assign(UUID staff, UUID id, @Nullable UUID owner) {
        database.runInAccounts(() -> {
            var _ = rows.lock(id).orElseThrow(HelpDesk::unknown);
            rows.assign(id, owner);
            Map<String, String> details = owner == null ? Map.of() : Map.of("owner", "staff:" + owner);
            record("staff:" + staff, "ticket.assigned", id, details);
        });
    }

    /** Closes it. */
    public void close(UUID staff, UUID id) {
        move(staff, id, Ticket.State.CLOSED, null);
    }

    /** Opens it again: an answer is due. */
    public void reopen(UUID staff, UUID id) {
        move(staff, id, Ticket.State.NEW, Questions.AnswerDay.after(now(), policy.answerDays()));
    }

    private void move(UUID staff, UUID id, Ticket.State state, @Nullable Instant dueAt) {
        database.runInAccounts(() -> {
            if (locked(id, state).state() != state) {
                rows.move(id, state, dueAt, now());
                record("staff:" + staff, "ticket.moved", id, Map.of("state", state.name()));
            }
        });
    }

    private Ticket locked(UUID id, Ticket.State next) {
        Ticket ticket = rows.lock(id).orElseThrow(HelpDesk::unknown);
        if (!ticket.state().mayBecome(next)) {
            throw new RefusedException(new HelpdeskRefusal.WrongTicketState());
        }
        return ticket;
    }

    /** Closes those that were answered long enough ago. */
    public void closeAnswered() {
        Instant now = now();
        rows.close(now.minus(OPEN_AFTER_ANSWER), now);
    }

    /** Forgets what was kept long enough; returns how many tickets. */
    public int forget() {
        Instant now = now();
        rows.forgetNetworks(now.minus(NETWORK_KEPT));
        return rows.forget(now.minus(KEPT));
    }

    private static RefusedException unknown() {
        return new RefusedException(new HelpdeskRefusal.UnknownTicket());
    }

    private void record(String actor, String action, UUID id, Map<String, String> details) {
        audit.record(new AuditEntry(actor, action, "ticket:" + id, details));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Answers that are due at the same instant.
     *
     * @param at the end of their last day
     */
    public record DueTickets(Instant at, long tickets) {
        /** Whether they are late. */
        public boolean isLate(Instant now) {
            return at.isBefore(now);
        }
    }

    /**
     * The filter and the order of a list of tickets.
     *
     * @param state null for all
     * @param owner null for all
     * @param unowned those without an owner alone
     * @param words which have to stand in subject, messages or notes; empty for any
     */
    public record TicketQuery(
            Ticket.@Nullable State state, @Nullable UUID owner, boolean unowned, String words, Order order) {
        /** The order of a list. */
        public enum Order {
            /** Those whose answer is due first, then the latest change. */
            DUE,
            /** The latest change first. */
            LATEST,
            /** Those that came first. */
            EARLIEST
        }
    }
}
