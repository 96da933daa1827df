package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * People who write a letter: an operator enters what it asks for, and a letter goes back, since the receipt has the form of the
 * request. Each letter that came in has a reference and is entered once. Thread-safe; every method is one transaction.
 */
public final class PaperRegistrations {
    private static final int NAME = 200;
    private static final int ADDRESS = 500;
    private static final int REFERENCE = 60;

    /** A phone number as it is dialled in France, or with the code of a country. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<!\\p{Alnum})(?:(?:\\+|00)\\d{1,3}[\\h.]{0,2}(?:\\(0\\)\\h?)?|0)[1-9](?:[\\h./\\p{Pd}]?\\d{2}){4}(?!\\d)");

    private final Database database;
    private final LetterRows letters;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final ConsumerRows consumers;
    private final RegistrationRows registrations;
    private final Opposing opposing;

    /** Over this database. */
    public PaperRegistrations(
            Database database, Outbox outbox, AuditTrail audit, InstantSource clock, ConsumerSettings settings) {
        this.database = database;
        this.letters = database.rows(LetterRows.class);
        this.clock = clock;
        this.audit = audit;
        this.consumers = database.rows(ConsumerRows.class);
        this.registrations = RegistrationRows.in(database);
        this.opposing = new Opposing(database, outbox, audit, settings);
    }

    /**
     * A letter that asks for numbers to be put on the list.
     *
     * @param reference the mark it was filed under
     * @param name first and last name
     * @param postalAddress where the answer goes, in lines
     * @param numbers one or more, one a line
     * @param locale the language of the answer
     */
    public record Letter(String reference, String name, String postalAddress, String numbers, Locale locale) {}

    /**
     * A letter to be printed and posted.
     *
     * @param id names it
     * @param kind {@code RECEIPT}, {@code RENEWAL_NOTICE} or {@code WITHDRAWAL}
     * @param consumer to whom
     * @param registrations about what
     * @param reference of the letter it answers; empty when it answers none
     * @param writtenAt since when it waits
     */
    public record Outgoing(
            UUID id,
            String kind,
            Consumer consumer,
            List<Registration> registrations,
            String reference,
            Instant writtenAt) {
        /** Copies the list. */
        public Outgoing {
            registrations = List.copyOf(registrations);
        }
    }

    /** Enters a letter: its numbers are on the list, and the receipt waits to be printed. */
    public Outgoing enter(String actor, Letter letter) {
        String reference = reference(letter.reference());
        String name = required("name", letter.name(), NAME);
        String address = required("postalAddress", letter.postalAddress(), ADDRESS);
        Instant now = now();
        List<PhoneNumber> numbers = numbers(letter, OppositionRules.mostNumbers(LegalCalendar.dayOf(now)));
        return database.inAccounts(() -> {
            refuseKnown(reference);
            Consumer consumer = consumers
                    .knownOnPaper(name, address)
                    .map(consumers::lock)
                    .orElseGet(() -> consumers.addByLetter(name, address, letter.locale(), now));
            opposing.register(consumer, numbers, new Origin(actor, now, null, null, reference, null));
            return byReference(reference);
        });
    }

    /** The numbers of a letter; a letter with more lines than one person may have numbers is refused before they are read. */
    private static List<PhoneNumber> numbers(Letter letter, int most) {
        List<String> lines = letter.numbers()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(most + 1L)
                .toList();
        if (lines.isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("numbers"));
        }
        if (lines.size() > most) {
            throw new RefusedException(new ConsumerRefusal.TooManyNumbers(most));
        }
        return lines.stream().map(PhoneNumber::read).toList();
    }

    /** Enters a letter that takes a number off the list. */
    public Outgoing withdraw(String actor, String typedNumber, String typedReference) {
        String reference = reference(typedReference);
        RegistrationNumber number = RegistrationNumber.read(typedNumber)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.NotARegistrationNumber()));
        Instant now = now();
        return database.inAccounts(() -> {
            refuseKnown(reference);
            Consumer consumer = consumers.lock(holder(number));
            Registration registration = registrations.all(consumer.id()).stream()
                    .filter(one -> one.registrationNumber().equals(number))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(new ConsumerRefusal.UnknownRegistration()));
            Origin origin = new Origin(actor, now, null, null, reference, null);
            opposing.end(consumer, List.of(registration), Registration.Because.WITHDRAWN, origin);
            return byReference(reference);
        });
    }

    /** The letters that wait to be printed and posted, oldest first. */
    public List<Outgoing> toPost(int limit) {
        return letters.toPost(limit).stream().map(this::outgoing).toList();
    }

    public Outgoing letter(UUID id) {
        return letters.find(id)
                .map(this::outgoing)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.UnknownRegistration()));
    }

    /** A letter was posted; saying so twice changes nothing. */
    public void posted(String actor, UUID id) {
        Instant now = now();
        database.runInAccounts(() -> {
            if (letters.posted(id, now)) {
                audit.record(new AuditEntry(actor, "letter.posted", "letter:" + id, Map.of()));
            }
        });
    }

    private void refuseKnown(String reference) {
        if (letters.about(reference).isPresent()) {
            throw new RefusedException(new ConsumerRefusal.LetterKnown());
        }
    }

    private Outgoing byReference(String reference) {
        return letters.about(reference).map(this::outgoing).orElseThrow();
    }

    /** People with an address to mail to are told by mail and withdraw in their space; their letters are answered there too. */
    private UUID holder(RegistrationNumber number) {
        return registrations
                .holderOnPaper(number)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.UnknownRegistration()));
    }

    private Outgoing outgoing(LetterRows.Row row) {
        return new Outgoing(
                row.id(),
                row.kind(),
                consumers.get(row.consumer()),
                row.registrations().stream()
                        .flatMap(id -> registrations.byId(id).stream())
                        .toList(),
                row.letterReference().orElse(""),
                row.writtenAt());
    }

    /** The audit trail has it: a number that was typed into this field by mistake is refused. */
    private static String reference(String typed) {
        String text = required("reference", typed, REFERENCE);
        if (NUMBER.matcher(text).find()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("reference"));
        }
        return text;
    }

    private static String required(String field, String typed, int most) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > most) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        return text;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
