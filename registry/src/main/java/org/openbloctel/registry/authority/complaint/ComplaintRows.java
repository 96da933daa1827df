package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.SealedTexts;

/** The rows of complaints, their steps and their followers. Every method runs in the caller's transaction. */
interface ComplaintRows {
    static ComplaintRows in(Database database, ComplaintSeal seal) {
        return database.rows(
                ComplaintRows.class,
                new Reading<>(SummaryRow.class, Complaint.Summary.class, row -> row.summary(database)),
                new Reading<>(StoredRow.class, Stored.class, row -> row.stored(database, seal.texts())));
    }

    /** The calls of a filing as they stand in its row. */
    record Calls(UUID number, @Nullable UUID caller, List<Instant> at) {}

    /** What is stored with a new complaint besides its filing. */
    record Beside(
            @Nullable UUID sameAs, @Nullable UUID consumer, CallExamination.Found found, ComplaintSeal.Hidden hidden) {}

    /** Lets one complaint at a time be filed about calls of a caller to a number, until the transaction ends. */
    @SqlUpdate("""
            select pg_advisory_xact_lock(hashtextextended(
                'accounts.complaint:' || cast(:calls.number as text) || coalesce(cast(:calls.caller as text), 'null'), 0))
            """)
    void lock(Calls calls);

    /** The first complaint about one of these calls that is not closed; waits for an inspector who moves it. */
    @SqlQuery("""
            select id from accounts.complaint
            where number = :calls.number and caller is not distinct from cast(:calls.caller as uuid)
                and calls && cast(:calls.at as timestamptz[]) and same_as is null and state <> 'CLOSED'
            order by received_at, id limit 1 for share
            """)
    Optional<UUID> first(Calls calls);

    /** A complaint of the same consumer that has all of these calls. */
    @SqlQuery("""
            select id from accounts.complaint
            where consumer = :consumer and number = :calls.number and caller is not distinct from cast(:calls.caller as uuid)
                and calls @> cast(:calls.at as timestamptz[])
            order by received_at, id limit 1
            """)
    Optional<UUID> again(UUID consumer, Calls calls);

    /** False when the reference is taken. */
    @SqlUpdate("""
            insert into accounts.complaint (id, reference, same_as, state, consumer, space, number, caller,
                calls, subject, answers, doors, named, said, identity, words, broken, unsure, network, wording,
                received_at, changed_at, departement, territory,
                hour)
            values (:id, :reference, :beside.sameAs, 'RECEIVED', :beside.consumer, cast(:beside.consumer as uuid) is not null,
                :calls.number, :calls.caller, cast(:calls.at as timestamptz[]), :filing.subject,
                jsonb_strip_nulls(jsonb_build_object('contract', cast(:filing.contract as boolean),
                    'agreed', cast(:filing.agreed as boolean), 'refusedOn', cast(:filing.refusedOn as date),
                    'display', cast(:filing.display.code as text), 'speaker', cast(:filing.speaker.code as text))),
                :filing.doors, :beside.hidden.named, :beside.hidden.said, :beside.hidden.identity,
                cast(:beside.hidden.words as bigint[]), :beside.found.broken, :beside.found.unsure,
                :beside.hidden.network, :beside.hidden.wording, :now, :now,
                :filing.departement.code, :filing.territory, :filing.hour)
            on conflict (reference) do nothing
            """)
    boolean insert(UUID id, Reference reference, Filing filing, Calls calls, Beside beside, Instant now);

    /** Adds a step to those of some complaints. */
    @SqlUpdate("""
            insert into accounts.complaint_step (complaint, n, state, reason, at)
            select c.id, (select count(*) from accounts.complaint_step s where s.complaint = c.id), :state, :reason, :now
            from unnest(cast(:complaints as uuid[])) as c (id)
            """)
    void step(List<UUID> complaints, ComplaintState state, @Nullable ClosingReason reason, Instant now);

    @SqlQuery("select state, reason, at from accounts.complaint_step where complaint = :complaint order by n")
    List<Complaint.Step> steps(UUID complaint);

    /** A row of a list as it stands. */
    record SummaryRow(
            UUID id,
            Reference reference,
            ComplaintState state,
            @Nullable ClosingReason reason,
            @Nullable Instant annulledAt,
            @Nullable UUID number,
            Instant lastCall,
            int count,
            Instant receivedAt) {
        Complaint.Summary summary(Database database) {
            return new Complaint.Summary(
                    id,
                    reference,
                    state,
                    annulledAt == null ? reason : ClosingReason.SANCTION_ANNULLED,
                    lastCall,
                    Complaint.zone(ComplaintSeal.number(number, database)),
                    count,
                    receivedAt);
        }
    }

    /** A consumer's own, the latest first. */
    @SqlQuery("""
            select id, reference, state, reason, annulled_at, number, calls[cardinality(calls)] as last_call, cardinality(calls) as count,
                received_at
            from accounts.complaint
            where consumer = :consumer
            order by received_at desc, id limit :limit
            """)
    List<Complaint.Summary> of(UUID consumer, int limit);

    /** A complaint, with what only its own complainant or an inspector may read. */
    default Optional<Stored> byId(UUID id) {
        return withoutSteps(id).map(one -> one.after(steps(id)));
    }

    /** With the annulment of its sanction as the only step. */
    @SqlQuery("""
            select c.*, cast(c.answers ->> 'contract' as boolean) as contract, cast(c.answers ->> 'agreed' as boolean) as agreed,
                cast(c.answers ->> 'refusedOn' as date) as refused_on, c.answers ->> 'display' as display,
                c.answers ->> 'speaker' as speaker, f.email as follower_email, f.proved_at as follower_proved_at
            from accounts.complaint c left join accounts.complaint_follower f on f.complaint = c.id
            where c.id = :id
            """)
    Optional<Stored> withoutSteps(UUID id);

    /**
     * A complaint that is stored.
     *
     * @param company the one it is attributed to
     */
    record Stored(
            Complaint complaint,
            @Nullable UUID consumer,
            @Nullable UUID company) {
        private Stored after(List<Complaint.Step> steps) {
            List<Complaint.Step> all =
                    Stream.concat(steps.stream(), complaint.steps().stream()).toList();
            return new Stored(complaint.with(all, null), consumer, company);
        }
    }

    /** A complaint as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record StoredRow(
            UUID id,
            Reference reference,
            @Nullable UUID number,
            @Nullable UUID caller,
            List<Instant> calls,
            Subject subject,
            List<OtherAuthority> doors,
            byte @Nullable [] named,
            byte @Nullable [] said,
            byte @Nullable [] identity,
            @Nullable Boolean contract,
            @Nullable Boolean agreed,
            @Nullable LocalDate refusedOn,
            Optional<String> display,
            Optional<String> speaker,
            List<String> broken,
            List<String> unsure,
            @Nullable Instant annulledAt,
            Optional<String> departement,
            @Nullable String followerEmail,
            @Nullable Instant followerProvedAt,
            @Nullable UUID consumer,
            @Nullable UUID company) {
        Stored stored(Database database, SealedTexts texts) {
            PhoneNumber called = ComplaintSeal.number(number, database);
            Complaint complaint = new Complaint(
                    id,
                    reference,
                    called,
                    CallingNumber.opened(caller, database),
                    calls,
                    subject,
                    doors,
                    new Filing.Words(
                            texts.open(id, "named", named),
                            texts.open(id, "said", said),
                            texts.open(id, "identity", identity)),
                    new Complaint.Answers(
                            contract,
                            agreed,
                            refusedOn,
                            display.flatMap(Filing.Display::of).orElse(null),
                            speaker.flatMap(Filing.Speaker::of).orElse(null)),
                    broken,
                    unsure,
                    Stream.ofNullable(annulledAt)
                            .map(at -> new Complaint.Step(ComplaintState.CLOSED, ClosingReason.SANCTION_ANNULLED, at))
                            .toList(),
                    null,
                    news(),
                    departement.flatMap(Departement::of).orElse(null));
            return new Stored(complaint, consumer, company);
        }

        private Complaint.News news() {
            if (consumer != null) {
                return Complaint.News.SPACE;
            }
            return followerProvedAt != null
                    ? Complaint.News.PROVED
                    : followerEmail != null ? Complaint.News.ASKED : Complaint.News.PAGE;
        }
    }

    /** How many mails were sent to an address since an instant. */
    @SqlQuery("select count(*) from accounts.complaint_follower where email = :email and asked_at > :since")
    int asked(String email, Instant since);

    @SqlUpdate("""
            insert into accounts.complaint_follower (complaint, email, locale, asked_at)
            values (:complaint, :email, :locale, :now)
            """)
    void follow(UUID complaint, String email, Locale locale, Instant now);

    @SqlQuery("select email from accounts.complaint_follower where complaint = :complaint")
    Optional<String> followerOf(UUID complaint);

    @SqlUpdate("""
            update accounts.complaint_follower set proved_at = coalesce(proved_at, :now)
            where complaint = :complaint
            """)
    void prove(UUID complaint, Instant now);

    /** Forgets an address that was proved; one that was not counts among the mails of its day. */
    @SqlUpdate("delete from accounts.complaint_follower where complaint = :complaint and proved_at is not null")
    void unfollow(UUID complaint);

    /** Takes a consumer off their complaints, and number and texts out of those that no case needs; answers how many there were. */
    default int erase(UUID consumer) {
        int erased = detach(consumer);
        if (erased > 0) {
            forgetErased();
        }
        return erased;
    }

    @SqlUpdate("update accounts.complaint set consumer = null, erased = true where consumer = :consumer")
    int detach(UUID consumer);

    /** Empties complaints of people who asked to be forgotten, or who are not here any more, and whose case is over. */
    @SqlUpdate("""
            update accounts.complaint
            set number = null, named = null, said = null, identity = null, words = null, wording = null, network = null, departement = null
            where (erased or (space and consumer is null)) and number is not null and state <> 'IN_CASE'
            """)
    int forgetErased();

    /** Forgets the signs of floods of complaints that came before an instant. */
    @SqlUpdate("""
            update accounts.complaint set network = null, wording = null
            where (network is not null or wording is not null) and received_at < :before
            """)
    int forgetSigns(Instant before);

    /** Forgets the counts of days that no page shows any more. */
    @SqlUpdate("delete from accounts.complaint_day where day < :before")
    int forgetDays(LocalDate before);

    /**
     * Forgets addresses that were never proved, and those of complaints that were closed before an instant; after a sanction only if it was
     * annulled before that instant, since its complainant gets a mail then.
     */
    @SqlUpdate("""
            delete from accounts.complaint_follower f using accounts.complaint c
            where c.id = f.complaint and ((f.proved_at is null and f.asked_at < :unproved) or (c.state = 'CLOSED' and c.changed_at < :closed
                    and (c.reason is distinct from 'SANCTIONED' or c.annulled_at < :closed)))
            """)
    int forgetFollowers(Instant unproved, Instant closed);

    /** Forgets complaints that no case needs and that have not moved since an instant. */
    @SqlUpdate("delete from accounts.complaint where state <> 'IN_CASE' and changed_at < :before")
    int forget(Instant before);
}
