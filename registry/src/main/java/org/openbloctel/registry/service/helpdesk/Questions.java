package org.openbloctel.registry.service.helpdesk;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TextKeyRows;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.SealedTexts;

/**
 * Receives questions by form and mail, and shows each to its asker without the operator's notes. A ticket of another person is refused as one that
 * is not there. Thread-safe; every method is one transaction, and refuses by {@link RefusedException} without having changed anything.
 */
public final class Questions {
    /** Tickets that a space shows. */
    public static final int MAX_SHOWN = 200;

    /** Confirmations that one address gets within {@link #DAY}; further questions are accepted without one. */
    static final int CONFIRMED = 5;

    /** Questions that one address may mail, and messages that one ticket takes by mail, within {@link #DAY}; further mails come to nothing. */
    static final int MAILED = 20;

    /** Confirmations that senders get within {@link #DAY} for whom no domain vouches: most of such mails name people who did not write them. */
    static final int UNPROVED = 100;

    /** Tickets that one mail may name. */
    private static final int MAX_NAMED = 20;

    private static final Duration DAY = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final HelpdeskPolicy policy;
    private final Reach reach;
    private final SealedTexts seal;
    private final TicketRows rows;
    private final TicketLinks links;
    private final TicketMails mails;
    private final SecureRandom random = new SecureRandom();

    /** Over this database. */
    public Questions(Needs needs, HelpdeskPolicy policy) {
        this.database = needs.database();
        this.clock = needs.clock();
        this.audit = needs.audit();
        this.policy = policy;
        this.reach = needs.reach();
        this.seal = TicketSeal.texts(database, needs.keys());
        this.rows = TicketRows.in(database, seal);
        this.links = new TicketLinks(seal, policy.portal());
        this.mails = new TicketMails(reach.outbox(), reach.consumers(), reach.members(), links, policy);
    }

    /** The features that the help desk uses. */
    public record Needs(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys, Reach reach) {}

    /** How askers are reached. */
    public record Reach(Outbox outbox, Consumers consumers, Members members) {}

    /**
     * A mail to the address of the help desk.
     *
     * @param from its one sender
     * @param proved whether the sender's domain vouches for it
     * @param marks texts behind the plus of the address, and in brackets in the subject
     * @param dropped how many attachments were not kept
     * @param messageId null where it has none
     */
    public record Mail(
            String from,
            boolean proved,
            List<String> marks,
            String subject,
            String text,
            int dropped,
            @Nullable String messageId,
            Locale locale) {
        /** Copies the list. */
        public Mail {
            marks = List.copyOf(marks);
        }

        /** Without address and texts. */
        @Override
        public String toString() {
            return "Mail";
        }
    }

    /**
     * A question of a visitor, as typed.
     *
     * @param once the {@linkplain SealedTexts#id id of the form}, by which one that is sent anew is the same question; blank for none
     * @param from the visitor's network address, of whose network a keyed print is kept for a while; null where it is not known
     */
    public record Typed(
            String email,
            String subject,
            String text,
            String once,
            @Nullable String from) {
        /** Without address and texts. */
        @Override
        public String toString() {
            return "Typed";
        }
    }

    /** Receives a question of a visitor, whose address gets a link that proves it. */
    public Ticket ask(Typed typed, Locale locale) {
        String email = EmailAddress.read(typed.email()).text();
        byte[] network = seal.network(typed.from());
        return database.inAccounts(() -> {
            UUID id = seal.id(typed.once(), email, typed.subject(), typed.text());
            return before(id).orElseGet(() -> {
                boolean confirmed = rows.asked(email, now().minus(DAY)) < CONFIRMED;
                Opened opened = new Opened(id, TicketAsker.byForm(email, locale), false, network);
                Ticket ticket = open(opened, WrittenText.line(typed.subject()), question(typed.text(), 0));
                if (confirmed) {
                    mails.received(ticket, null);
                }
                return ticket;
            });
        });
    }

    /** Receives a question of a signed-in person that is no form sent anew. */
    public Ticket ask(TicketAsker asker, String subject, String text) {
        return ask(asker, subject, text, "");
    }

    /**
     * Receives a question of a signed-in person.
     *
     * @param once the {@linkplain SealedTexts#id id of the form}; blank for none
     */
    public Ticket ask(TicketAsker asker, String subject, String text, String once) {
        UUID id = seal.id(once, asker.actor(), subject, text);
        return database.inAccounts(() -> before(id).orElseGet(() -> {
            Ticket ticket = open(new Opened(id, asker, true, null), WrittenText.line(subject), question(text, 0));
            mails.received(ticket, null);
            return ticket;
        }));
    }

    /** The ticket of a form that is sent anew; of two that come at once, the second waits. */
    private Optional<Ticket> before(UUID id) {
        rows.lockNew(id);
        return rows.byId(id);
    }

    /**
     * Takes a mail: as a reply where it has a mark of ours, else as a question, whose subject is its text where it has no other. A ticket of a
     * space takes mails of its present address alone: one of another address is a question of its own.
     *
     * @return false for one that comes to nothing: its sender or its ticket has too many, or it has no text that can be kept
     */
    public boolean receive(Mail mail) {
        return database.inAccounts(() -> {
            Optional<Ticket> known = named(mail);
            Optional<Ticket.Message> message =
                    message(mail, mail.text()).or(() -> known.isPresent() ? Optional.empty() : bySubject(mail));
            return message.isPresent()
                    && known.map(ticket -> addTo(ticket, mail, message.get()))
                            .orElseGet(() -> openFor(mail, message.get()));
        });
    }

    /** The ticket that a mail replies to, locked. Of several that it names, the first of the sender's own, else the first. */
    private Optional<Ticket> named(Mail mail) {
        List<Ticket> named = mail.marks().stream()
                .flatMap(mark -> links.marked(mark).stream())
                .distinct()
                .limit(MAX_NAMED)
                .flatMap(reference -> rows.byReference(reference).stream())
                .filter(ticket -> ticket.asker().email() != null || isFromAsker(mail, ticket))
                .toList();
        return named.stream()
                .filter(ticket -> isFromAsker(mail, ticket))
                .findFirst()
                .or(() -> named.stream().findFirst())
                .flatMap(ticket -> rows.lock(ticket.id()));
    }

    /** Empty for a text that cannot be kept. */
    private Optional<Ticket.Message> message(Mail mail, String text) {
        try {
            return Optional.of(question(text, mail.dropped()));
        } catch (RefusedException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Ticket.Message> bySubject(Mail mail) {
        return mail.text().isBlank() ? message(mail, subject(mail.subject())) : Optional.empty();
    }

    private boolean addTo(Ticket ticket, Mail mail, Ticket.Message message) {
        if (rows.questions(ticket.id(), now().minus(DAY)) >= MAILED) {
            return false;
        }
        reply(ticket.id(), isFromAsker(mail, ticket) ? message : message.fromElsewhere());
        return true;
    }

    private boolean openFor(Mail mail, Ticket.Message message) {
        int asked = rows.asked(mail.from(), now().minus(DAY));
        if (asked >= MAILED) {
            return false;
        }
        boolean confirmed = asked < CONFIRMED && (mail.proved() || rows.unproved(now().minus(DAY)) < UNPROVED);
        TicketAsker asker = TicketAsker.byMail(mail.from(), mail.locale());
        Ticket ticket =
                open(new Opened(UUID.randomUUID(), asker, mail.proved(), null), subject(mail.subject()), message);
        if (confirmed) {
            mails.received(ticket, mail.messageId());
        }
        return true;
    }

    private boolean isFromAsker(Mail mail, Ticket ticket) {
        return mails.address(ticket.asker()).filter(mail.from()::equals).isPresent();
    }

    /** A mail may have no subject, or one of any length. */
    private static String subject(String subject) {
        String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), WrittenText.MAX_LINE));
    }

    private Ticket.Message question(String text, int dropped) {
        return new Ticket.Message(Ticket.Kind.QUESTION, null, now(), WrittenText.text(text), dropped, false);
    }

    /** By whom a ticket is opened. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Opened(UUID id, TicketAsker asker, boolean proved, byte @Nullable [] network) {}

    private Ticket open(Opened by, String subject, Ticket.Message message) {
        UUID id = by.id();
        Instant at = message.at();
        Instant due = AnswerDay.after(at, policy.answerDays());
        Ticket ticket;
        do {
            TicketReference reference = TicketReference.random(random);
            ticket = new Ticket(
                    id,
                    reference,
                    Ticket.State.NEW,
                    by.asker(),
                    by.proved(),
                    subject,
                    null,
                    due,
                    at,
                    at,
                    List.of(message));
        } while (!rows.insert(ticket, seal.seal(id, "subject", subject), by.network()));
        rows.add(seal, ticket, message);
        audit.record(new AuditEntry(by.asker().actor(), "ticket.opened", "ticket:" + id, Map.of()));
        return ticket;
    }

    private void reply(UUID id, Ticket.Message message) {
        Ticket ticket = rows.lock(id).orElseThrow(() -> new RefusedException(new HelpdeskRefusal.UnknownTicket()));
        rows.add(seal, ticket, message);
        Instant due = ticket.dueAt();
        rows.move(
                id,
                Ticket.State.NEW,
                due == null ? AnswerDay.after(message.at(), policy.answerDays()) : due,
                message.at());
        audit.record(new AuditEntry(ticket.asker().actor(), "ticket.replied", "ticket:" + id, Map.of()));
    }

    /** Whether the holder of a secret link has proved their address. */
    public boolean isProved(String token) {
        return byToken(token).proved();
    }

    /** Proves the address that a link went to. The second click does nothing. */
    public void prove(String token) {
        rows.prove(byToken(token).id(), now());
    }

    /** The ticket that a secret link shows, once its address is proved. */
    public Ticket shown(String token) {
        Ticket ticket = byToken(token);
        if (!ticket.proved()) {
            throw new RefusedException(new HelpdeskRefusal.UnknownTicket());
        }
        return ticket.forAsker();
    }

    /** Adds a reply of the holder of a secret link. */
    public void reply(String token, String text) {
        UUID id = shown(token).id();
        database.runInAccounts(() -> reply(id, question(text, 0)));
    }

    /** A link shows only tickets of visitors and of mails: those of a space need its sign-in. */
    private Ticket byToken(String token) {
        return rows.byId(links.shown(token))
                .filter(ticket -> ticket.asker().email() != null)
                .orElseThrow(() -> new RefusedException(new HelpdeskRefusal.UnknownTicket()));
    }

    /** A person's own tickets without their messages, the latest change first. */
    public List<Ticket> of(TicketAsker asker) {
        return rows.of(asker.consumer(), asker.member(), null, MAX_SHOWN);
    }

    /** One of a person's own. */
    public Ticket one(TicketAsker asker, UUID id) {
        return rows.byId(id)
                .filter(ticket -> isOf(asker, ticket.asker()))
                .map(Ticket::forAsker)
                .orElseThrow(() -> new RefusedException(new HelpdeskRefusal.UnknownTicket()));
    }

    /** Adds a reply to one of a person's own. */
    public void reply(TicketAsker asker, UUID id, String text) {
        one(asker, id);
        database.runInAccounts(() -> reply(id, question(text, 0)));
    }

    private static boolean isOf(TicketAsker asker, TicketAsker other) {
        return asker.consumer() != null
                ? asker.consumer().equals(other.consumer())
                : asker.member() != null && asker.member().equals(other.member());
    }

    /** All of a consumer's own in full, for the export of their data: those of their space, and those with their proved address. */
    public List<Ticket> export(UUID consumer) {
        return database.inAccounts(() -> rows.of(consumer, null, email(consumer), Integer.MAX_VALUE).stream()
                .filter(ticket -> ticket.asker().consumer() != null || ticket.proved())
                .flatMap(ticket -> rows.byId(ticket.id()).stream())
                .map(Ticket::forAsker)
                .toList());
    }

    /** The address of an account, which is proved; null where there is none. */
    private @Nullable String email(UUID consumer) {
        return mails.address(TicketAsker.consumer(consumer, Locale.FRENCH)).orElse(null);
    }

    /** Erases the same. */
    public void erase(UUID consumer) {
        database.runInAccounts(() -> {
            if (rows.erase(consumer, email(consumer)) > 0) {
                String actor = "consumer:" + consumer;
                audit.record(new AuditEntry(actor, "ticket.erased", actor, Map.of()));
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Until when an answer is due: the end of the last of some working days, of which the first is the next one. */
    static final class AnswerDay {
        private AnswerDay() {}

        /** Days from Monday to Friday count, public holidays among them. */
        static Instant after(Instant asked, int workingDays) {
            LocalDate day = LegalCalendar.dayOf(asked);
            for (int left = workingDays; left > 0; ) {
                day = day.plusDays(1);
                if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                    left--;
                }
            }
            return LegalCalendar.endOf(day);
        }
    }

    /** The texts of tickets, which the database must not show: encrypted for one ticket and one place each, their words as keyed prints. */
    static final class TicketSeal {
        private TicketSeal() {}

        /** By the one key of tickets. */
        static SealedTexts texts(Database database, MasterKeys keys) {
            return new SealedTexts("ticket", keys, TicketSeal::plain, new TextKeyRows(database, "accounts.ticket_key"));
        }

        private static String plain(String text) {
            return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}+", "");
        }
    }
}
