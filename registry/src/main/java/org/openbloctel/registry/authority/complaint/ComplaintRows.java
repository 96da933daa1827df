package org.openbloctel.registry.authority.complaint;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The rows of complaints, their steps and their followers. Every method runs in the caller's transaction. */
final class ComplaintRows {
    private final Database database;
    private final ComplaintSeal seal;

    ComplaintRows(Database database, ComplaintSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** What is stored with a new complaint besides its filing. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Beside(
            @Nullable UUID sameAs, @Nullable UUID consumer, CallExamination.Found found, byte @Nullable [] network) {}

    /** Lets one complaint at a time be filed about calls of a caller to a number, until the transaction ends. */
    void lock(Filing filing) {
        database.accounts()
                .sql("select pg_advisory_xact_lock(hashtextextended('accounts.complaint:' || :number || :caller, 0))")
                .param("number", number(filing).toString())
                .param("caller", String.valueOf(caller(filing)))
                .query((row, n) -> n)
                .list();
    }

    /** The first complaint about one of these calls that is not closed; waits for an inspector who moves it. */
    Optional<UUID> first(Filing filing) {
        return database.accounts()
                .sql("""
                        select id from accounts.complaint
                        where number = :number and caller is not distinct from cast(:caller as uuid) and calls && cast(:calls as timestamptz[])
                            and same_as is null and state <> 'CLOSED'
                        order by received_at, id
                        limit 1
                        for share
                        """)
                .param("number", number(filing))
                .param("caller", caller(filing))
                .param("calls", times(filing.calls()))
                .query(UUID.class)
                .optional();
    }

    /** A complaint of the same consumer that has all of these calls. */
    Optional<UUID> again(UUID consumer, Filing filing) {
        return database.accounts()
                .sql("""
                        select id from accounts.complaint
                        where consumer = :consumer and number = :number and caller is not distinct from cast(:caller as uuid)
                            and calls @> cast(:calls as timestamptz[])
                        order by received_at, id
                        limit 1
                        """)
                .param("consumer", consumer)
                .param("number", number(filing))
                .param("caller", caller(filing))
                .param("calls", times(filing.calls()))
                .query(UUID.class)
                .optional();
    }

    /** False when the reference is taken. */
    boolean insert(UUID id, Reference reference, Filing filing, Beside beside, Instant now) {
        Filing.Words words = filing.words();
        String display = filing.display() == null ? null : filing.display().code();
        String speaker = filing.speaker() == null ? null : filing.speaker().code();
        Long[] prints = seal.texts().words(words.company(), words.said());
        return database.accounts()
                        .sql("""
                                insert into accounts.complaint (id, reference, same_as, state, consumer, space, number, caller,
                                    calls, subject, answers, doors, named, said, identity, words, broken, unsure, network, wording,
                                    received_at, changed_at, departement, territory,
                                    hour)
                                values (:id, :reference, :sameAs, 'RECEIVED', :consumer, cast(:consumer as uuid) is not null, :number, :caller,
                                    cast(:calls as timestamptz[]), :subject,
                                    jsonb_strip_nulls(jsonb_build_object('contract', cast(:contract as boolean),
                                        'agreed', cast(:agreed as boolean), 'refusedOn', cast(:refusedOn as date),
                                        'display', cast(:display as text), 'speaker', cast(:speaker as text))),
                                    :doors, :named, :said, :identity, cast(:words as bigint[]), :broken, :unsure, :network, :wording, :now, :now,
                                    :departement, :territory, :hour)
                                on conflict (reference) do nothing
                                """)
                        .param("id", id)
                        .param("reference", reference.symbols())
                        .param("sameAs", beside.sameAs())
                        .param("consumer", beside.consumer())
                        .param("number", number(filing))
                        .param("caller", caller(filing))
                        .param("calls", times(filing.calls()))
                        .param("subject", filing.subject().name())
                        .param("contract", filing.contract())
                        .param("agreed", filing.agreed())
                        .param("refusedOn", filing.refusedOn())
                        .param("display", display)
                        .param("speaker", speaker)
                        .param(
                                "doors",
                                names(filing.doors().stream()
                                        .map(OtherAuthority::name)
                                        .toList()))
                        .param("named", seal.texts().seal(id, "named", words.company()))
                        .param("said", seal.texts().seal(id, "said", words.said()))
                        .param("identity", seal.texts().seal(id, "identity", words.identity()))
                        .param("words", prints.length == 0 ? null : prints)
                        .param("broken", names(beside.found().broken()))
                        .param("unsure", names(beside.found().unsure()))
                        .param("network", beside.network())
                        .param("wording", seal.wording(words.said()))
                        .param("now", Columns.timestamp(now))
                        .param(
                                "departement",
                                filing.departement() == null
                                        ? null
                                        : filing.departement().code())
                        .param("territory", Territory.of(filing.number().e164()).name())
                        .param("hour", hour(filing))
                        .update()
                == 1;
    }

    /** Adds a step to those of some complaints. */
    void step(List<UUID> complaints, ComplaintState state, @Nullable ClosingReason reason, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.complaint_step (complaint, n, state, reason, at)
                        select c.id, (select count(*) from accounts.complaint_step s where s.complaint = c.id), :state, :reason, :now
                        from unnest(cast(:complaints as uuid[])) as c (id)
                        """)
                .param("state", state.name())
                .param("reason", reason == null ? null : reason.name())
                .param("now", Columns.timestamp(now))
                .param("complaints", complaints.toArray(UUID[]::new))
                .update();
    }

    /** The steps of a complaint, with the annulment of its sanction as the last one. */
    private List<Complaint.Step> steps(UUID complaint, Optional<Instant> annulled) {
        List<Complaint.Step> steps = database.accounts()
                .sql("select state, reason, at from accounts.complaint_step where complaint = :complaint order by n")
                .param("complaint", complaint)
                .query((row, n) -> new Complaint.Step(
                        ComplaintState.valueOf(row.getString("state")), reason(row), Columns.instant(row, "at")))
                .list();
        Stream<Complaint.Step> annulment = annulled.stream()
                .map(at -> new Complaint.Step(ComplaintState.CLOSED, ClosingReason.SANCTION_ANNULLED, at));
        return Stream.concat(steps.stream(), annulment).toList();
    }

    /** A consumer's own, the latest first. */
    List<Complaint.Summary> of(UUID consumer, int limit) {
        return database.accounts()
                .sql("""
                        select id, reference, state, reason, annulled_at, number, calls[cardinality(calls)] as last_call, cardinality(calls) as count,
                            received_at
                        from accounts.complaint
                        where consumer = :consumer
                        order by received_at desc, id
                        limit :limit
                        """)
                .param("consumer", consumer)
                .param("limit", limit)
                .query((row, n) -> new Complaint.Summary(
                        row.getObject("id", UUID.class),
                        new Reference(row.getString("reference")),
                        ComplaintState.valueOf(row.getString("state")),
                        reasonToday(row),
                        Columns.instant(row, "last_call"),
                        Complaint.zone(phone(row)),
                        row.getInt("count"),
                        Columns.instant(row, "received_at")))
                .list();
    }

    /** A complaint, with what only its own complainant or an inspector may read. */
    Optional<Stored> byId(UUID id) {
        return database.accounts().sql("""
                        select c.*, cast(c.answers ->> 'contract' as boolean) as contract, cast(c.answers ->> 'agreed' as boolean) as agreed,
                            cast(c.answers ->> 'refusedOn' as date) as refused_on, c.answers ->> 'display' as display,
                            c.answers ->> 'speaker' as speaker, f.email as follower_email, f.proved_at as follower_proved_at
                        from accounts.complaint c left join accounts.complaint_follower f on f.complaint = c.id
                        where c.id = :id
                        """).param("id", id).query(this::stored).optional();
    }

    /**
     * A row.
     *
     * @param company the one it is attributed to
     */
    record Stored(
            Complaint complaint,
            @Nullable UUID consumer,
            @Nullable UUID company,
            @Nullable UUID sameAs) {}

    private Stored stored(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID caller = row.getObject("caller", UUID.class);
        boolean asked = row.getString("follower_email") != null;
        boolean proved = Columns.optionalInstant(row, "follower_proved_at").isPresent();
        boolean space = row.getObject("consumer", UUID.class) != null;
        Complaint complaint = new Complaint(
                id,
                new Reference(row.getString("reference")),
                phone(row),
                caller == null
                        ? null
                        : new CallingNumber(database.accountsNumbers().open(caller)),
                instants(row.getArray("calls")),
                Subject.valueOf(row.getString("subject")),
                Columns.texts(row, "doors").stream()
                        .map(OtherAuthority::valueOf)
                        .toList(),
                new Filing.Words(
                        seal.texts().open(id, "named", row.getBytes("named")),
                        seal.texts().open(id, "said", row.getBytes("said")),
                        seal.texts().open(id, "identity", row.getBytes("identity"))),
                new Complaint.Answers(
                        row.getObject("contract", Boolean.class),
                        row.getObject("agreed", Boolean.class),
                        row.getObject("refused_on", LocalDate.class),
                        optional(row, "display").flatMap(CallerDisplay::of).orElse(null),
                        optional(row, "speaker").flatMap(Speaker::of).orElse(null)),
                Columns.texts(row, "broken"),
                Columns.texts(row, "unsure"),
                steps(id, Columns.optionalInstant(row, "annulled_at")),
                null,
                space
                        ? Complaint.News.SPACE
                        : proved ? Complaint.News.PROVED : asked ? Complaint.News.ASKED : Complaint.News.PAGE,
                departement(row));
        return new Stored(
                complaint,
                row.getObject("consumer", UUID.class),
                row.getObject("company", UUID.class),
                row.getObject("same_as", UUID.class));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static @Nullable Departement departement(ResultSet row) throws SQLException {
        String code = row.getString("departement");
        return code == null ? null : Departement.of(code).orElse(null);
    }

    private @Nullable PhoneNumber phone(ResultSet row) throws SQLException {
        UUID number = row.getObject("number", UUID.class);
        return number == null
                ? null
                : new PhoneNumber(database.accountsNumbers().open(number));
    }

    /** How many mails were sent to an address since an instant. */
    int asked(String email, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.complaint_follower where email = :email and asked_at > :since")
                .param("email", email)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    void follow(UUID complaint, String email, Locale locale, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.complaint_follower (complaint, email, locale, asked_at)
                        values (:complaint, :email, :locale, :now)
                        """)
                .param("complaint", complaint)
                .param("email", email)
                .param("locale", locale.toLanguageTag())
                .param("now", Columns.timestamp(now))
                .update();
    }

    Optional<String> followerOf(UUID complaint) {
        return database.accounts()
                .sql("select email from accounts.complaint_follower where complaint = :complaint")
                .param("complaint", complaint)
                .query(String.class)
                .optional();
    }

    void prove(UUID complaint, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.complaint_follower set proved_at = coalesce(proved_at, :now)
                        where complaint = :complaint
                        """)
                .param("now", Columns.timestamp(now))
                .param("complaint", complaint)
                .update();
    }

    /** Forgets an address that was proved; one that was not counts among the mails of its day. */
    void unfollow(UUID complaint) {
        database.accounts()
                .sql("delete from accounts.complaint_follower where complaint = :complaint and proved_at is not null")
                .param("complaint", complaint)
                .update();
    }

    /** Takes a consumer off their complaints, and number and texts out of those that no case needs; answers how many there were. */
    int erase(UUID consumer) {
        int erased = database.accounts()
                .sql("update accounts.complaint set consumer = null, erased = true where consumer = :consumer")
                .param("consumer", consumer)
                .update();
        if (erased > 0) {
            forgetErased();
        }
        return erased;
    }

    /** Empties complaints of people who asked to be forgotten, or who are not here any more, and whose case is over. */
    int forgetErased() {
        return database.accounts().sql("""
                        update accounts.complaint
                        set number = null, named = null, said = null, identity = null, words = null, wording = null, network = null,
                            departement = null
                        where (erased or (space and consumer is null)) and number is not null and state <> 'IN_CASE'
                        """).update();
    }

    /** Forgets the signs of floods of complaints that came before an instant. */
    int forgetSigns(Instant before) {
        return database.accounts()
                .sql("""
                        update accounts.complaint set network = null, wording = null
                        where (network is not null or wording is not null) and received_at < :before
                        """)
                .param("before", Columns.timestamp(before))
                .update();
    }

    /** Forgets the counts of days that no page shows any more. */
    int forgetDays(LocalDate before) {
        return database.accounts()
                .sql("delete from accounts.complaint_day where day < :before")
                .param("before", before)
                .update();
    }

    /**
     * Forgets addresses that were never proved, and those of complaints that were closed before an instant; after a sanction only if it was
     * annulled before that instant, since its complainant gets a mail then.
     */
    int forgetFollowers(Instant unproved, Instant closed) {
        return database.accounts()
                .sql("""
                        delete from accounts.complaint_follower f using accounts.complaint c
                        where c.id = f.complaint and ((f.proved_at is null and f.asked_at < :unproved)
                            or (c.state = 'CLOSED' and c.changed_at < :closed
                                and (c.reason is distinct from 'SANCTIONED' or c.annulled_at < :closed)))
                        """)
                .param("unproved", Columns.timestamp(unproved))
                .param("closed", Columns.timestamp(closed))
                .update();
    }

    /** Forgets complaints that no case needs and that have not moved since an instant. */
    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.complaint where state <> 'IN_CASE' and changed_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    /** Of the first call, on the clock of the number's territory. */
    private static int hour(Filing filing) {
        return filing.calls().getFirst().atZone(Complaint.zone(filing.number())).getHour();
    }

    private UUID number(Filing filing) {
        return database.accountsNumbers().seal(filing.number().e164());
    }

    private @Nullable UUID caller(Filing filing) {
        CallingNumber caller = filing.caller();
        return caller == null ? null : database.accountsNumbers().seal(caller.value());
    }

    /** The reason of a complaint's row as it stands: not that of a sanction that was annulled. */
    static @Nullable ClosingReason reasonToday(ResultSet row) throws SQLException {
        return Columns.optionalInstant(row, "annulled_at").isPresent() ? ClosingReason.SANCTION_ANNULLED : reason(row);
    }

    private static @Nullable ClosingReason reason(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return reason == null ? null : ClosingReason.valueOf(reason);
    }

    private static String[] times(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }

    private static String[] names(List<String> names) {
        return names.toArray(String[]::new);
    }

    private static List<Instant> instants(Array array) throws SQLException {
        return Arrays.stream((Timestamp[]) array.getArray())
                .map(Timestamp::toInstant)
                .toList();
    }
}
