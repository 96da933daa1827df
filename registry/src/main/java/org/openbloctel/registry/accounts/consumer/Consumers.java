package org.openbloctel.registry.accounts.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.accounts.consumer.ConsumerLinkRows.Link;
import org.openbloctel.registry.accounts.consumer.ConsumerLinkRows.Purpose;
import org.openbloctel.registry.accounts.consumer.ConsumerLinks.Followed;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.session.Sessions;

/**
 * What consumers do: ask for an opposition, confirm it, see it, withdraw it, take their data along or have them erased.
 *
 * <p>A visitor who is not signed in gets one answer and one mail, the same for any address and number: nothing is looked
 * up before a link from the mail is followed. Thread-safe; every method is one transaction, and refuses by
 * {@link RefusedException} without having changed anything.
 */
public final class Consumers {
    /** How long a link that signs in, checks, or changes the address holds. */
    public static final Duration LINK_VALID = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final ConsumerSettings settings;
    private final AuditTrail audit;
    private final ConsumerLinks links;
    private final ConsumerRows consumers;
    private final RequestRows requests;
    private final RegistrationRows registrations;
    private final ConsumerNotices notices;
    private final Opposing opposing;
    private final Sessions sessions;

    /** Over this database. */
    public Consumers(
            Database database, Outbox outbox, AuditTrail audit, InstantSource clock, ConsumerSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.audit = audit;
        this.links = new ConsumerLinks(database);
        this.consumers = database.rows(ConsumerRows.class);
        this.requests = RequestRows.in(database);
        this.registrations = RegistrationRows.in(database);
        this.notices = new ConsumerNotices(database, outbox, settings);
        this.opposing = new Opposing(database, outbox, audit, settings);
        this.sessions = new Sessions(database, clock);
    }

    /** All that {@link #ask} would refuse of what was typed, in the order of the form. */
    public static List<RefusedException> refusals(String typedNumber, String typedAddress) {
        return RefusedException.all(() -> PhoneNumber.read(typedNumber), () -> EmailAddress.read(typedAddress));
    }

    /** All that {@link #askToCheck} would refuse of what was typed, in the order of the form. */
    public static List<RefusedException> refusalsOfCheck(String typedNumber, String typedAddress) {
        return RefusedException.all(() -> registrationNumber(typedNumber), () -> EmailAddress.read(typedAddress));
    }

    private static RegistrationNumber registrationNumber(String typed) {
        return RegistrationNumber.read(typed)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.NotARegistrationNumber()));
    }

    /**
     * Asks for a number to be put on the list: a mail with a link goes to the address.
     *
     * @return the number as it was understood
     */
    public PhoneNumber ask(String typedNumber, String typedAddress, Locale locale) {
        return ask(typedNumber, typedAddress, locale, false);
    }

    /**
     * The same with a wish that is remembered: see {@link #wantsOlderWithdrawn}.
     *
     * @param older whether consents that the number gave before are to be withdrawn once a code has proved it
     */
    public PhoneNumber ask(String typedNumber, String typedAddress, Locale locale, boolean older) {
        PhoneNumber number = PhoneNumber.read(typedNumber);
        String email = EmailAddress.read(typedAddress).text();
        Instant now = now();
        return database.inAccounts(() -> {
            if (!links.exhausted(email, now)) {
                OppositionRequest request = OppositionRequest.made(null, email, number, locale, now);
                requests.insert(request, number.sealed(database), older);
                Link link = new Link(Purpose.CONFIRM, email, request.id(), null, null);
                String token = links.make(link, now, request.expiresAt());
                notices.link(
                        email,
                        locale,
                        "consumer/confirm",
                        "/confirmer",
                        token,
                        Map.of(
                                "number",
                                number.masked(),
                                "until",
                                request.expiresAt().toString()));
            }
            return number;
        });
    }

    /** The number that a link would register, for the page with the button; empty if the link would not do its work. */
    public Optional<PhoneNumber> toConfirm(String token) {
        Instant now = now();
        return links.isOpen(token, Purpose.CONFIRM, now)
                ? links.look(token, Purpose.CONFIRM, now)
                        .map(Link::request)
                        .flatMap(requests::number)
                        .map(number -> PhoneNumber.opened(number, database))
                : Optional.empty();
    }

    /** {@link #confirm(String, String)} from an unknown network. */
    public Opposed confirm(String token) {
        return confirm(token, null);
    }

    /**
     * Confirms an address: the number goes on the list, or waits for its code, where a limit of the day is reached too. The holder of the
     * link is the consumer.
     *
     * @param from the network address it comes from
     */
    public Opposed confirm(String token, @Nullable String from) {
        Instant now = now();
        return database.inAccounts(() -> RequestRows.confirm(database, ConsumerLinks.hash(token), now)
                .map(first -> confirmed(first, now, from))
                .orElseGet(() -> again(links.follow(token, Purpose.CONFIRM, now))));
    }

    private Opposed confirmed(RequestRows.Confirming confirming, Instant now, @Nullable String from) {
        OppositionRequest request = confirming.request();
        if (request.consumer() != null) { // by the other mail
            throw new RefusedException(new ConsumerRefusal.LinkUsed());
        }
        Consumer made = confirming.made();
        Consumer consumer = made != null ? made : consumers.obtain(confirming.email(), request.locale(), now);
        List<Registration> living = made != null ? List.of() : registrations.alive(consumer.id());
        Origin origin = new Origin(consumer.actor(), now, null, request.id(), null, from);
        return opposed(consumer, living, request.number(), origin, () -> {
            requests.confirmed(request.id(), consumer.id(), now.plus(OppositionRequest.VALID));
            return request.id();
        });
    }

    /** A number that may not go on the list without its code waits for it. */
    private Opposed opposed(
            Consumer consumer, List<Registration> living, PhoneNumber number, Origin origin, Supplier<UUID> waiting) {
        if (settings.proofRequired() && living.stream().noneMatch(one -> number.equals(one.number()))) {
            return new Opposed.CodeNeeded(consumer.id(), waiting.get(), null);
        }
        try {
            return registered(consumer, opposing.register(consumer, living, List.of(number), origin));
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof ConsumerRefusal.TooManyActs limit) {
                return new Opposed.CodeNeeded(consumer.id(), waiting.get(), limit);
            }
            throw refused;
        }
    }

    /** The link of a request that was confirmed by it a moment ago. */
    private Opposed again(Followed followed) {
        UUID id = followed.link().request();
        if (id == null) {
            throw new RefusedException(new ConsumerRefusal.LinkExpired());
        }
        OppositionRequest request = requests.lock(id);
        UUID consumer = request.consumer();
        if (!followed.again() || consumer == null) {
            throw new RefusedException(new ConsumerRefusal.LinkUsed());
        }
        opposing.awaitList();
        return request.registration() == null
                ? new Opposed.CodeNeeded(consumer, id, null)
                : new Opposed.Registered(consumer, registrations.of(consumer, request.registration()), true);
    }

    private static Opposed registered(Consumer consumer, Opposing.Registered done) {
        return new Opposed.Registered(
                consumer.id(), done.all().getFirst(), !done.added().isEmpty());
    }

    /** Asks for a link that signs in. */
    public void askToSignIn(String typedAddress, Locale locale) {
        String email = EmailAddress.read(typedAddress).text();
        send(new Link(Purpose.SIGN_IN, email, null, null, null), locale, "consumer/sign-in", "/espace/ouvrir");
    }

    /** Whether a link that signs in would do its work. */
    public boolean canSignIn(String token) {
        return links.isOpen(token, Purpose.SIGN_IN, now());
    }

    /** Signs in by a link: whose space it opens. */
    public UUID signIn(String token) {
        Instant now = now();
        return database.inAccounts(() -> {
            Followed followed = links.follow(token, Purpose.SIGN_IN, now);
            Consumer consumer = consumers
                    .byAddress(followed.link().email())
                    .orElseThrow(() -> new RefusedException(new ConsumerRefusal.NothingHere()));
            if (!followed.again()) {
                record(consumer, "consumer.signed-in");
            }
            return consumer.id();
        });
    }

    /** Asks for a link that shows the state of a registration to the holder of its address. */
    public void askToCheck(String typedNumber, String typedAddress, Locale locale) {
        RegistrationNumber number = registrationNumber(typedNumber);
        String email = EmailAddress.read(typedAddress).text();
        Link link = new Link(Purpose.CHECK, email, null, null, number.digits());
        send(link, locale, "consumer/check", "/verifier-mon-inscription/resultat");
    }

    /** Whether a link that checks would do its work. */
    public boolean canCheck(String token) {
        return links.isOpen(token, Purpose.CHECK, now());
    }

    /** The registration asked about, if it is one of the address that the link was sent to. */
    public Optional<Registration> check(String token) {
        Instant now = now();
        return database.inAccounts(() -> {
            Link link = links.follow(token, Purpose.CHECK, now).link();
            return consumers.byAddress(link.email()).stream()
                    .flatMap(consumer -> registrations.all(consumer.id()).stream())
                    .filter(registration ->
                            registration.registrationNumber().digits().equals(link.registrationNumber()))
                    .findFirst();
        });
    }

    /** Asks for a link to another address, which becomes the consumer's when it is followed. */
    public void askToChangeAddress(UUID id, String typedAddress) {
        String email = EmailAddress.read(typedAddress).text();
        Consumer consumer = consumers.get(id);
        Link link = new Link(Purpose.CHANGE_ADDRESS, email, null, id, null);
        send(link, consumer.locale(), "consumer/new-address", "/espace/adresse/confirmer");
    }

    /** Whether a link that changes the address would do its work. */
    public boolean canChangeAddress(String token) {
        return links.isOpen(token, Purpose.CHANGE_ADDRESS, now());
    }

    /** Changes the address; the old one is told. */
    public UUID changeAddress(String token) {
        Instant now = now();
        return database.inAccounts(() -> {
            Followed followed = links.follow(token, Purpose.CHANGE_ADDRESS, now);
            UUID id = followed.link().consumer();
            if (id == null) {
                throw new RefusedException(new ConsumerRefusal.LinkExpired());
            }
            Consumer consumer = consumers.lock(id);
            String before = consumer.email();
            String after = followed.link().email();
            if (after.equals(before)) {
                return id;
            }
            if (!consumers.changeAddress(id, after)) {
                throw new RefusedException(new ConsumerRefusal.AddressTaken());
            }
            if (before != null) {
                notices.mail(before, consumer.locale(), "consumer/address-changed", Map.of("at", now.toString()));
            }
            record(consumer, "consumer.address-changed");
            return id;
        });
    }

    private void send(Link link, Locale locale, String template, String path) {
        Instant now = now();
        Instant until = now.plus(LINK_VALID);
        database.runInAccounts(() -> {
            if (!links.exhausted(link.email(), now)) {
                String token = links.make(link, now, until);
                notices.link(link.email(), locale, template, path, token, Map.of("until", until.toString()));
            }
        });
    }

    /** A consumer's space. */
    public Consumer.Space space(UUID id) {
        Instant now = now();
        return database.inAccounts(() -> new Consumer.Space(
                consumers.get(id),
                registrations.all(id),
                requests.open(id, now),
                OppositionRules.mostNumbers(LegalCalendar.dayOf(now))));
    }

    /** One of a consumer's registrations. */
    public Registration registration(UUID consumer, UUID registration) {
        return registrations.of(consumer, registration);
    }

    /** {@link #add(UUID, String, String)} from an unknown network. */
    public Opposed add(UUID id, String typedNumber) {
        return add(id, typedNumber, null);
    }

    /**
     * Adds a number in the space; the address is known, so no mail has to be confirmed.
     *
     * @param from the network address it comes from
     */
    public Opposed add(UUID id, String typedNumber, @Nullable String from) {
        PhoneNumber number = PhoneNumber.read(typedNumber);
        Instant now = now();
        return database.inAccounts(() -> {
            Consumer consumer = consumers.lock(id);
            Origin origin = Origin.of(consumer.actor(), now, from);
            return opposed(consumer, registrations.alive(id), number, origin, () -> waiting(consumer, number, now));
        });
    }

    private UUID waiting(Consumer consumer, PhoneNumber number, Instant now) {
        List<OppositionRequest> open = requests.open(consumer.id(), now);
        Optional<OppositionRequest> same =
                open.stream().filter(request -> request.number().equals(number)).findFirst();
        if (same.isPresent()) {
            return same.get().id();
        }
        int most = OppositionRules.mostNumbers(LegalCalendar.dayOf(now));
        if (open.size() + registrations.alive(consumer.id()).size() >= most) {
            throw new RefusedException(new ConsumerRefusal.TooManyNumbers(most));
        }
        OppositionRequest made = OppositionRequest.made(consumer.id(), null, number, consumer.locale(), now);
        requests.insert(made, number.sealed(database), false);
        return made.id();
    }

    /**
     * Whether a consumer asked for older consents to be withdrawn when they asked for the number. The wish alone does nothing, for
     * the visitor may have typed another person's number: it waits for the code.
     *
     * @param subject the id of the request or of the registration that came of it
     */
    public boolean wantsOlderWithdrawn(UUID consumer, UUID subject) {
        return requests.wantsOlder(consumer, subject);
    }

    /** Whether the link that confirms an address belongs to a request with that wish. */
    public boolean confirmsOlderWish(String token) {
        return links.look(token, Purpose.CONFIRM, now())
                .map(Link::request)
                .filter(requests::wantsOlder)
                .isPresent();
    }

    /** That wish was fulfilled, or given up where the code was entered: it holds once. */
    public void forgetOlderWish(UUID consumer, UUID registration) {
        requests.forgetOlder(consumer, registration);
    }

    /** Gives up a number that waits for its code. */
    public void drop(UUID consumer, UUID request) {
        requests.drop(consumer, request);
    }

    /** {@link #withdraw(UUID, UUID, String)} from an unknown network. */
    public Registration withdraw(UUID id, UUID registration) {
        return withdraw(id, registration, null);
    }

    /**
     * Takes a number off the list, unless another person's registration keeps it there. The second of two clicks does nothing.
     *
     * @param from the network address it comes from
     */
    public Registration withdraw(UUID id, UUID registration, @Nullable String from) {
        Instant now = now();
        return database.inAccounts(() -> {
            Consumer consumer = consumers.lock(id);
            Registration found = registrations.of(id, registration);
            Registration.End end = found.end();
            if (end == null) {
                return opposing.end(
                                consumer,
                                List.of(found),
                                Registration.Because.WITHDRAWN,
                                Origin.of(consumer.actor(), now, from))
                        .getFirst();
            }
            if (end.at().plus(ConsumerLinks.DOUBLE_CLICK).isBefore(now)) {
                throw new RefusedException(new ConsumerRefusal.RegistrationEnded());
            }
            return found;
        });
    }

    /**
     * Whether another registration keeps the number of one that ended on the list. Told only where a code proved that the number is
     * theirs: else anybody could learn by a registration of their own whether a number is registered.
     */
    public boolean isKeptElsewhere(Registration ended) {
        PhoneNumber number = ended.number();
        return ended.provedAt() != null && number != null && registrations.isKept(number.sealed(database));
    }

    /** All that is held about a consumer. */
    public Consumer.Data export(UUID id) {
        Instant now = now();
        return database.inAccounts(() -> {
            List<Registration> all = registrations.all(id);
            List<Consumer.Data.Event> events = all.stream()
                    .flatMap(registration -> audit.about("registration:" + registration.id(), 1000).stream())
                    .map(recorded -> new Consumer.Data.Event(
                            recorded.at(),
                            recorded.entry().action(),
                            recorded.entry().subject()))
                    .sorted(Comparator.comparing(Consumer.Data.Event::at))
                    .toList();
            List<Instant> codes = database.rows(NumberCodeRows.class).sentTo(id);
            return new Consumer.Data(now, consumers.get(id), all, requests.open(id, now), codes, events);
        });
    }

    /**
     * Takes all numbers off the list, forgets the consumer and ends their sessions in all browsers. What stays: of each registration its
     * number for people and its dates, without phone number and without a person, as proof that the erasure was done; audit entries, which
     * name no person; and for {@link ActSigns#KEPT_DAYS} days the prints by which acts are counted.
     *
     * @param from the network address it comes from; null where it is not known
     */
    public void erase(UUID id, @Nullable String from) {
        Instant now = now();
        database.runInAccounts(() -> {
            Consumer consumer = consumers.lock(id);
            List<Registration> living = registrations.alive(id);
            String email = consumer.email();
            if (email != null) {
                notices.mail(email, consumer.locale(), "consumer/erased", Map.of("at", now.toString()));
            }
            opposing.end(consumer, living, Registration.Because.ERASED, Origin.of(consumer.actor(), now, from));
            sessions.endAll(consumer.actor());
            record(consumer, "consumer.erased");
        });
    }

    private void record(Consumer consumer, String action) {
        audit.record(new AuditEntry(consumer.actor(), action, consumer.actor(), Map.of()));
    }

    /** To the microsecond, which is what the database keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What came of bringing a number. */
    public sealed interface Opposed {
        /** Whose it is. */
        UUID consumer();

        /**
         * The number is on the list.
         *
         * @param added whether it is so from now on, with its receipt on the way; else it was on the list already, and nothing is sent
         */
        record Registered(UUID consumer, Registration registration, boolean added) implements Opposed {}

        /**
         * The number waits for the code that proves it is the consumer's.
         *
         * @param limit why, where a limit of the day is reached; null where each number has to be proved
         */
        record CodeNeeded(UUID consumer, UUID request, ConsumerRefusal.@Nullable TooManyActs limit)
                implements Opposed {}
    }
}
