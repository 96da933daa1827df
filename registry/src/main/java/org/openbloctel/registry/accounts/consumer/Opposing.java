package org.openbloctel.registry.accounts.consumer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Puts numbers on the list and takes them off, with receipt and audit entry: the one place where it is done. Runs in the
 * caller's transaction, with the consumer's row locked.
 */
final class Opposing {
    private final Database database;
    private final RegistrationRows registrations;
    private final ListChanges list;
    private final RequestRows requests;
    private final ConsumerNotices notices;
    private final AuditTrail audit;
    private final Acts acts;

    Opposing(Database database, Outbox outbox, AuditTrail audit, ConsumerSettings settings) {
        this.database = database;
        this.registrations = RegistrationRows.in(database);
        this.list = new ListChanges(database, registrations);
        this.requests = RequestRows.in(database);
        this.notices = new ConsumerNotices(database, outbox, settings);
        this.audit = audit;
        this.acts = new Acts(database, settings.acts());
    }

    /**
     * The registrations of some numbers.
     *
     * @param added those that were not there before
     */
    record Registered(List<Registration> all, List<Registration> added) {}

    /**
     * Registers numbers; one that the consumer has already keeps its registration, and no mail is sent. A refusal has changed nothing, so
     * that the caller's transaction may go on.
     */
    Registered register(Consumer consumer, List<PhoneNumber> numbers, Origin origin) {
        return register(consumer, registrations.alive(consumer.id()), numbers, origin);
    }

    /** The same for a consumer whose living registrations are known; a consumer who was made a moment ago has none. */
    Registered register(Consumer consumer, List<Registration> living, List<PhoneNumber> numbers, Origin origin) {
        int most = OppositionRules.mostNumbers(LegalCalendar.dayOf(origin.at()));
        List<PhoneNumber> fresh = inOrder(numbers).stream()
                .filter(number -> living.stream().noneMatch(one -> number.equals(one.number())))
                .toList();
        if (!fresh.isEmpty() && living.size() + fresh.size() > most) {
            throw new RefusedException(new ConsumerRefusal.TooManyNumbers(most));
        }
        acts.admit(new Acts.Made(consumer, fresh, true, origin.provedAt() != null || origin.letter() != null, origin));
        List<Registration> all = new ArrayList<>();
        List<Registration> added = new ArrayList<>();
        for (PhoneNumber number : inOrder(numbers)) {
            Optional<Registration> there =
                    living.stream().filter(one -> number.equals(one.number())).findFirst();
            if (there.isPresent()) {
                settle(origin, consumer, there.get());
            } else {
                added.add(list.add(consumer.id(), number, origin));
            }
            all.add(there.orElseGet(added::getLast));
        }
        if (!added.isEmpty() || origin.letter() != null) {
            notices.notify(
                    consumer,
                    ConsumerNotices.Kind.RECEIPT,
                    added.isEmpty() ? all : added,
                    origin.letter(),
                    origin.at());
        }
        added.forEach(registration -> record(origin.actor(), "registration.made", registration, origin.letter()));
        list.awaitList(); // those that were there may have come a moment ago
        return new Registered(all, added);
    }

    /** Returns from the transaction only when all changes that were committed before it are on the list. */
    void awaitList() {
        list.awaitList();
    }

    private void settle(Origin origin, Consumer consumer, Registration there) {
        if (origin.request() != null) {
            requests.settled(origin.request(), consumer.id(), there.id(), origin.at());
        }
    }

    /**
     * Ends living registrations of one consumer. What the operator brought stays on the list, unless the consumer proved the number, or
     * the operator entered a letter: else any visitor could register another person's number, and take it off.
     */
    List<Registration> end(Consumer consumer, List<Registration> living, Registration.Because because, Origin origin) {
        List<PhoneNumber> numbers = inOrder(living.stream()
                .flatMap(registration -> Stream.ofNullable(registration.number()))
                .toList());
        Set<PhoneNumber> certain = certain(living, because, origin);
        count(consumer, numbers, certain, because, origin);
        numbers.forEach(number -> registrations.lock(number.sealed(database)));
        List<Registration> ended = new ArrayList<>();
        for (Registration registration : living) {
            if (!registrations.end(registration.id(), origin.at(), because)) {
                throw new RefusedException(new ConsumerRefusal.RegistrationEnded());
            }
            ended.add(registrations.byId(registration.id()).orElseThrow());
        }
        if (because == Registration.Because.WITHDRAWN) {
            notices.notify(consumer, ConsumerNotices.Kind.WITHDRAWAL, ended, origin.letter(), origin.at());
        }
        if (because == Registration.Because.ERASED) {
            registrations.forget(consumer);
        }
        for (PhoneNumber number : numbers) {
            if (certain.contains(number)) {
                list.remove(number, origin.at());
            } else {
                list.withdraw(number, origin.at());
            }
        }
        String action = switch (because) {
            case WITHDRAWN -> "registration.withdrawn";
            case LAPSED -> "registration.lapsed";
            case ERASED -> "registration.erased";
        };
        ended.forEach(registration -> record(origin.actor(), action, registration, origin.letter()));
        return ended;
    }

    /** A term that ends is no person's act, and an erasure does not wait for the next day. */
    private void count(
            Consumer consumer,
            List<PhoneNumber> numbers,
            Set<PhoneNumber> certain,
            Registration.Because because,
            Origin origin) {
        for (boolean proved : new boolean[] {false, true}) {
            List<PhoneNumber> some = numbers.stream()
                    .filter(number -> certain.contains(number) == proved)
                    .toList();
            Acts.Made made = new Acts.Made(consumer, some, false, proved, origin);
            switch (because) {
                case WITHDRAWN -> acts.admit(made);
                case ERASED -> acts.count(made);
                case LAPSED -> {}
            }
        }
    }

    /** Numbers that their proven holder takes off the list; the end of a term is no such request. */
    private static Set<PhoneNumber> certain(List<Registration> ended, Registration.Because because, Origin origin) {
        return because == Registration.Because.LAPSED
                ? Set.of()
                : ended.stream()
                        .filter(registration -> registration.provedAt() != null || origin.letter() != null)
                        .flatMap(registration -> Stream.ofNullable(registration.number()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private void record(String actor, String action, Registration registration, @Nullable String letter) {
        audit.record(new AuditEntry(
                actor,
                action,
                "registration:" + registration.id(),
                letter == null ? Map.of() : Map.of("letter", letter)));
    }

    private static List<PhoneNumber> inOrder(List<PhoneNumber> numbers) {
        return numbers.stream()
                .distinct()
                .sorted(Comparator.comparingLong(PhoneNumber::e164))
                .toList();
    }
}
