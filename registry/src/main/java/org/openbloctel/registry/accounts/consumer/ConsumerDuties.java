package org.openbloctel.registry.accounts.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.accounts.consumer.Acts.Origin;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * What time brings: reminders, notices, renewals, and forgetting. Called by jobs, as often as they like and from several servers
 * at once: each call does what is due, up to a limit, and says how much that was; what one works on, another passes over.
 */
public final class ConsumerDuties {
    /** After so long an unconfirmed request is reminded of, once. */
    public static final Duration REMINDER_AFTER = Duration.ofDays(2);

    /** A registration that was withdrawn stays visible to its consumer for so long; then it names no person. */
    public static final Period WITHDRAWN_NUMBER_KEPT = Period.ofDays(30);

    /** Ended registrations stay for so long: lapsed ones whole (first R. 223-7), others without person and number, as proof. */
    public static final Period ENDED_KEPT = Period.ofYears(3);

    private static final String SYSTEM = "system";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final ConsumerLinks links;
    private final ConsumerRows consumers;
    private final RequestRows requests;
    private final RegistrationRows registrations;
    private final ConsumerNotices notices;
    private final Opposing opposing;

    /** Over this database. */
    public ConsumerDuties(
            Database database, Outbox outbox, AuditTrail audit, InstantSource clock, ConsumerSettings settings) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.links = new ConsumerLinks(database);
        this.consumers = database.rows(ConsumerRows.class);
        this.requests = RequestRows.in(database);
        this.registrations = RegistrationRows.in(database);
        this.notices = new ConsumerNotices(database, outbox, settings);
        this.opposing = new Opposing(database, outbox, audit, settings);
    }

    /** Puts on the list what a server that was killed had committed and not put there. */
    public void settleList() {
        RegistrationRows.settle(database);
    }

    /** Reminds of requests that were not confirmed, with a new link that holds as long as the first. */
    public int remind(int limit) {
        Instant now = now();
        return database.inAccounts(() -> {
            List<OppositionRequest> due = requests.toRemind(now.minus(REMINDER_AFTER), now, limit);
            for (OppositionRequest request : due) {
                requests.reminded(request.id(), now);
                String email = request.email();
                if (email == null
                        || requests.doneElsewhere(email, request.number().sealed(database))) {
                    continue;
                }
                ConsumerLinkRows.Link link =
                        new ConsumerLinkRows.Link(ConsumerLinkRows.Purpose.CONFIRM, email, request.id(), null, null);
                String token = links.make(link, now, request.expiresAt());
                Map<String, String> parameters = Map.of(
                        "number", request.number().masked(),
                        "until", request.expiresAt().toString());
                notices.link(email, request.locale(), "consumer/reminder", "/confirmer", token, parameters);
            }
            return due.size();
        });
    }

    /** Tells consumers that a term ends, at least as long before as the law wants, once a term. */
    public int announceRenewals(int limit) {
        Instant now = now();
        LocalDate today = LegalCalendar.dayOf(now);
        return database.inAccounts(() -> {
            List<RegistrationRows.Due> due = registrations.toAnnounce(OppositionRules.noticedUntil(today), limit);
            for (RegistrationRows.Due one : due) {
                registrations.noticed(one.registration().id());
                Consumer consumer = consumers.get(one.consumer());
                notices.notify(consumer, ConsumerNotices.Kind.RENEWAL_NOTICE, List.of(one.registration()), null, now);
            }
            return due.size();
        });
    }

    /** Renews registrations whose term is over, or ends them where the rule of that day says so. */
    public int renew(int limit) {
        Instant now = now();
        LocalDate today = LegalCalendar.dayOf(now);
        List<RegistrationRows.Due> due = database.inAccounts(() -> registrations.ended(today, limit));
        int done = 0;
        for (RegistrationRows.Due one : due) {
            done += renew(one, today, now);
        }
        return done;
    }

    private int renew(RegistrationRows.Due due, LocalDate today, Instant now) {
        return database.inAccounts(() -> {
            Consumer consumer;
            try {
                consumer = consumers.lock(due.consumer());
            } catch (RefusedException goneMeanwhile) {
                return 0;
            }
            Registration registration =
                    registrations.byId(due.registration().id()).orElseThrow();
            if (!registration.alive() || !registration.endsOn().isBefore(today)) {
                return 0;
            }
            return switch (registration.renewal()) {
                case TACIT -> extend(registration);
                case LAPSE ->
                    opposing.end(
                                    consumer,
                                    List.of(registration),
                                    Registration.Because.LAPSED,
                                    Origin.of(SYSTEM, now, null))
                            .size();
            };
        });
    }

    private int extend(Registration registration) {
        int renewals = registrations.renew(registration.id());
        LocalDate endsOn = OppositionRules.endsOn(LegalCalendar.dayOf(registration.registeredAt()), renewals);
        registrations.setEnd(registration.id(), endsOn);
        audit.record(new AuditEntry(
                SYSTEM,
                "registration.renewed",
                "registration:" + registration.id(),
                Map.of("endsOn", endsOn.toString())));
        return 1;
    }

    /**
     * Forgets what has no reason to stay: links and codes a day after their end, counts of codes after 30 days, requests 30 days after theirs, whose
     * withdrawn registrations were after {@link #WITHDRAWN_NUMBER_KEPT}, ended registrations after {@link #ENDED_KEPT}, and consumers who
     * have none left, and acts after {@link ActSigns#KEPT_DAYS} days.
     *
     * @return how many rows were removed or emptied
     */
    public int forget() {
        Instant now = now();
        LocalDate today = LegalCalendar.dayOf(now);
        return database.inAccounts(() -> {
            int rows = 0;
            rows += links.forget(now.minus(Duration.ofDays(1)));
            rows += database.rows(NumberCodeRows.class).forget(now.minus(NumberCodes.DAY));
            rows += database.rows(CodeBudgetRows.class).forget(now.minus(Duration.ofDays(30)));
            rows += database.rows(RecoveryRows.class)
                    .forget(now.minus(NumberCodes.DAY), now.minus(LostMailboxes.AFTER_STOP));
            rows += requests.forget(now.minus(Duration.ofDays(30)));
            rows += registrations.forgetWithdrawn(LegalCalendar.startOf(today.minus(WITHDRAWN_NUMBER_KEPT)));
            rows += registrations.forget(LegalCalendar.startOf(today.minus(ENDED_KEPT)));
            rows += consumers.forget(now.minus(Duration.ofDays(30)));
            LocalDate actsBefore = today.minusDays(ActSigns.KEPT_DAYS);
            rows += database.rows(ActRows.class).forget(LegalCalendar.startOf(actsBefore), actsBefore);
            return rows;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
