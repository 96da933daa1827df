package org.openbloctel.registry.platform.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.CompanyFigures;
import org.openbloctel.registry.accounts.consumer.RegistrationFigures;
import org.openbloctel.registry.authority.casefile.CaseFigures;
import org.openbloctel.registry.authority.complaint.ComplaintFigures;
import org.openbloctel.registry.callfiles.certificate.CertificateFigures;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.callfiles.submission.SubmissionFigures;
import org.openbloctel.registry.list.lookup.LookupFigures;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.figures.CountedByDay.Count;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each figure is what a plain count of random rows gives, on the days around the change of the clocks too. */
final class CountedByDayIT {
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2026, 3, 28),
            LocalDate.of(2026, 3, 29),
            LocalDate.of(2026, 3, 30),
            LocalDate.of(2026, 10, 24),
            LocalDate.of(2026, 10, 25),
            LocalDate.of(2026, 10, 26));
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 25);
    private static final int ROWS = 400;
    private static final List<UUID> COMPANIES = List.of(new UUID(1, 1), new UUID(1, 2));

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** An instant of one of the days, often one close to midnight in France or to that of UTC. */
    private Instant instant() {
        LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
        Instant midnight = random.nextBoolean()
                ? LegalCalendar.startOf(day)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return random.nextInt(3) == 0
                ? midnight.plusMillis(random.nextInt(2_000) - 1_000)
                : midnight.plusSeconds(random.nextInt(100_000));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static boolean isOn(@Nullable Instant instant, LocalDate day) {
        return instant != null
                && instant.atZone(LegalCalendar.ZONE).toLocalDate().equals(day);
    }

    private static <T> long count(List<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    /** What a feature counts, without zeros of figures that no row has. */
    private static Map<String, Long> counted(List<Count> counts) {
        Map<String, Long> map = new TreeMap<>();
        counts.forEach(count -> map.put(count.figure().code() + " " + count.part(), count.value()));
        return map;
    }

    private record Registration(
            Instant began,
            @Nullable Instant ended,
            @Nullable String because,
            @Nullable UUID consumer) {}

    @Test
    void registrationsAreCountedByTheDayInFrance() {
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            UUID id = UUID.randomUUID();
            people.add(id);
            owner.sql("insert into accounts.consumer (id, email, locale, created_at) values (?, ?, 'fr', now())")
                    .params(id, "p" + i + "@example.org")
                    .update();
        }
        List<Registration> all = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            boolean over = random.nextBoolean();
            String because = over ? one(List.of("WITHDRAWN", "LAPSED", "ERASED")) : null;
            UUID consumer = over && random.nextBoolean() ? null : one(people);
            Registration row = new Registration(instant(), over ? instant() : null, because, consumer);
            all.add(row);
            owner.sql(
                            "insert into accounts.registration (id, consumer, number, registration_number, registered_at, effective_on, ends_on,"
                                    + " ended_at, ended_because) values (gen_random_uuid(), cast(:consumer as uuid), gen_random_uuid(), :n, :began,"
                                    + " '2026-01-01', '2029-01-01', cast(:ended as timestamptz), :because)")
                    .param("consumer", consumer)
                    .param("n", "n" + i)
                    .param("began", at(row.began()))
                    .param("ended", row.ended() == null ? null : at(row.ended()))
                    .param("because", because)
                    .update();
        }
        RegistrationFigures figures = new RegistrationFigures(database);
        for (LocalDate day : DAYS) {
            Map<String, Long> expected = new TreeMap<>();
            expected.put("registrations ", count(all, row -> isOn(row.began(), day)));
            for (String because : List.of("withdrawn", "lapsed", "erased")) {
                expected.put(
                        "registrations-ended " + because,
                        count(all, row -> isOn(row.ended(), day) && because.equalsIgnoreCase(row.because())));
            }
            assertThat(counted(figures.on(day))).as("%s, seed %s", day, seed).isEqualTo(expected);
        }
        Set<UUID> registered = new HashSet<>();
        all.stream().filter(row -> row.ended() == null).forEach(row -> registered.add(row.consumer()));
        assertThat(figures.now()).containsExactly(new Count(Figure.PEOPLE, registered.size()));
        assertThat(figures.first())
                .hasValue(LegalCalendar.dayOf(all.stream()
                        .map(Registration::began)
                        .min(Instant::compareTo)
                        .orElseThrow()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record File(
            UUID company, Instant received, @Nullable Instant settled, String channel, String state, long[] lines) {}

    @Test
    void filesAreCountedOnTheDaysOfTheirReceptionAndReturn() {
        List<File> all = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            String state = one(List.of("RECEIVED", "CHECKING", "READY", "DELIVERED", "PURGED", "REFUSED"));
            Instant received = instant();
            boolean settled = !state.equals("RECEIVED") && !state.equals("CHECKING");
            long[] lines = random.longs(4, 0, 1_000_000).toArray();
            File file = new File(
                    one(COMPANIES),
                    received,
                    settled ? received.plusMillis(random.nextInt(20_000_000)) : null,
                    one(Figure.FILES.parts()),
                    state,
                    lines);
            all.add(file);
            insert(file);
        }
        SubmissionFigures figures = new SubmissionFigures(database);
        for (LocalDate day : DAYS) {
            List<File> returned = all.stream()
                    .filter(file -> isOn(file.settled(), day) && !file.state().equals("REFUSED"))
                    .toList();
            Map<String, Long> expected = new TreeMap<>();
            for (String channel : Figure.FILES.parts()) {
                expected.put(
                        "files " + channel,
                        count(
                                all,
                                file -> isOn(file.received(), day)
                                        && file.channel().equals(channel)));
            }
            expected.put("files-returned ", (long) returned.size());
            List<String> codes = List.of("lines ", "lines-opposed ", "lines-forbidden ", "lines-unchecked ");
            for (int i = 0; i < codes.size(); i++) {
                int column = i;
                expected.put(
                        codes.get(i),
                        returned.stream()
                                .mapToLong(file -> file.lines()[column])
                                .sum());
            }
            List<Long> millis = returned.stream()
                    .map(file -> Duration.between(file.received(), Objects.requireNonNull(file.settled()))
                            .toMillis())
                    .sorted()
                    .toList();
            if (!millis.isEmpty()) {
                expected.put("return-p50 ", millis.get((millis.size() + 1) / 2 - 1));
                expected.put("return-p99 ", millis.get((int) Math.ceil(millis.size() * 0.99) - 1));
            }
            assertThat(counted(figures.on(day))).as("%s, seed %s", day, seed).isEqualTo(expected);
        }
        assertThat(counted(figures.on(LocalDate.of(2020, 1, 1)))).doesNotContainKeys("return-p50 ", "return-p99 ");
        assertDaysOfCompanies(all);
    }

    /** What a company's home shows. */
    private void assertDaysOfCompanies(List<File> all) {
        LocalDate from = LocalDate.of(2026, 3, 29);
        for (UUID company : COMPANIES) {
            Map<LocalDate, long[]> expected = new TreeMap<>();
            for (File file : all) {
                Instant settled = file.settled();
                if (file.company().equals(company)
                        && settled != null
                        && !file.state().equals("REFUSED")) {
                    LocalDate day = settled.atZone(LegalCalendar.ZONE).toLocalDate();
                    long[] sums = expected.computeIfAbsent(day, any -> new long[3]);
                    sums[0]++;
                    sums[1] += file.lines()[0];
                    sums[2] += file.lines()[1];
                }
            }
            List<CheckedDays.Day> days = new ArrayList<>();
            expected.forEach((day, sums) -> {
                if (!day.isBefore(from)) {
                    days.add(new CheckedDays.Day(day, sums[0], sums[1], sums[2]));
                }
            });
            assertThat(new CheckedDays(database).of(company, from))
                    .as("seed %s", seed)
                    .isEqualTo(days);
        }
    }

    private void insert(File file) {
        owner.sql(
                        "insert into accounts.submission (id, company, principal, channel, file_name, inputs, input_until, option_columns,"
                                + " received_at, settled_at, sha256, size, state, submitted_by, rows, opposed, forbidden, unchecked)"
                                + " values (gen_random_uuid(), :company, :company, :channel, 'f', '{}', now(), '{}', :received,"
                                + " cast(:settled as timestamptz), 'x', 1, :state, 'm', :rows, :opposed, :forbidden, :unchecked)")
                .param("company", file.company())
                .param("channel", file.channel())
                .param("received", at(file.received()))
                .param("settled", file.settled() == null ? null : at(file.settled()))
                .param("state", file.state())
                .param("rows", file.lines()[0])
                .param("opposed", file.lines()[1])
                .param("forbidden", file.lines()[2])
                .param("unchecked", file.lines()[3])
                .update();
    }

    @Test
    void companiesCountWithTheirSubscriptionsAndInvoices() {
        Map<LocalDate, Long> fees = new TreeMap<>();
        long verified = 0;
        Set<UUID> subscribers = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            UUID company = UUID.randomUUID();
            String state = one(List.of("TO_VERIFY", "VERIFIED", "REFUSED", "SUSPENDED"));
            verified += state.equals("VERIFIED") ? 1 : 0;
            owner.sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                            + " values (?, ?, 'n', 'a', 'r', ?, now())")
                    .params(company, "%09d".formatted(i), state)
                    .update();
            for (int k = 0; k < 3; k++) {
                LocalDate starts = TODAY.minusDays(random.nextInt(4));
                LocalDate ends = starts.plusDays(random.nextInt(4));
                boolean ordered = random.nextInt(4) == 0;
                UUID subscription = UUID.randomUUID();
                owner.sql(
                                "insert into accounts.subscription (id, company, plan, grid, price_cents, ordered_at, ordered_by,"
                                        + " starts_on, ends_on, cancelled_at) values (:id, :company, 'large', '2021-02-01', 0, now(), 'x',"
                                        + " cast(:from as date),"
                                        + " cast(:to as date), cast(:cancelled as timestamptz))")
                        .param("id", subscription)
                        .param("company", company)
                        .param("from", ordered ? null : starts)
                        .param("to", ordered ? null : ends)
                        .param("cancelled", ordered ? at(instant()) : null)
                        .update();
                if (state.equals("VERIFIED") && !ordered && !starts.isAfter(TODAY) && ends.isAfter(TODAY)) {
                    subscribers.add(company);
                }
                LocalDate issued = one(DAYS);
                long net = random.nextInt(200_000) - 50_000L;
                fees.merge(issued, net, Long::sum);
                owner.sql(
                                "insert into accounts.invoice (year, number, company, subscription, issued_on, due_on, seller, buyer,"
                                        + " buyer_siren, labels, amounts_cents, net_cents, vat_basis_points, vat_cents, gross_cents)"
                                        + " values (2026, ?, ?, ?, ?, ?, 's', 'b', '1', '{}', '{}', ?, 0, 0, ?)")
                        .params(i * 3 + k + 1, company, subscription, issued, issued, net, net)
                        .update();
            }
        }
        CompanyFigures figures =
                new CompanyFigures(database, () -> LegalCalendar.endOf(TODAY).minusMillis(1));
        for (LocalDate day : DAYS) {
            assertThat(figures.on(day))
                    .as("seed %s", seed)
                    .containsExactly(new Count(Figure.FEES, fees.getOrDefault(day, 0L)));
        }
        assertThat(figures.now())
                .as("seed %s", seed)
                .containsExactly(
                        new Count(Figure.PROFESSIONALS, verified), new Count(Figure.SUBSCRIBERS, subscribers.size()));
    }

    @Test
    void lookupsAndCertificatesAreCountedByTheDay() {
        owner.sql(
                        "insert into accounts.certificate_key (kid, public_key, created_at, retired_at) values ('k', 'x', now(), now())")
                .update();
        List<Instant> issued = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Instant at = instant();
            issued.add(at);
            owner.sql("insert into accounts.certificate (id, submission, kid, issued_at, expires_at, jws)"
                            + " values (gen_random_uuid(), gen_random_uuid(), 'k', ?, ?, 'j')")
                    .params(at(at), at(at.plusSeconds(9)))
                    .update();
        }
        Map<LocalDate, long[]> looked = new TreeMap<>();
        for (LocalDate day : DAYS) {
            for (int i = 0; i < 5; i++) {
                long numbers = random.nextInt(1_000_000);
                long opposed = random.nextInt(10_000);
                long[] sums = looked.computeIfAbsent(day, any -> new long[2]);
                sums[0] += numbers;
                sums[1] += opposed;
                owner.sql("insert into accounts.lookup_count (company, day, requests, numbers, opposed, unchecked)"
                                + " values (gen_random_uuid(), ?, 1, ?, ?, 0)")
                        .params(day, numbers, opposed)
                        .update();
            }
        }
        CertificateFigures certificates = new CertificateFigures(database);
        LookupFigures lookups = new LookupFigures(database);
        for (LocalDate day : DAYS) {
            assertThat(certificates.on(day))
                    .as("%s, seed %s", day, seed)
                    .containsExactly(new Count(Figure.CERTIFICATES, count(issued, at -> isOn(at, day))));
            long[] sums = Objects.requireNonNull(looked.get(day));
            assertThat(lookups.on(day))
                    .containsExactly(new Count(Figure.LOOKUPS, sums[0]), new Count(Figure.LOOKUPS_OPPOSED, sums[1]));
        }
        assertThat(lookups.first()).hasValue(DAYS.getFirst());
    }

    private record Complaint(
            Instant received,
            String subject,
            @Nullable Instant closed,
            @Nullable String reason) {}

    @Test
    void complaintsAreCountedBySubjectAndOutcomeWithTheDaysInBetween() {
        List<String> reasons = List.of("SANCTIONED", "CORRECTED", "NO_BREACH", "CALLER_UNKNOWN", "OUT_OF_SCOPE");
        List<Complaint> all = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Instant received = instant();
            boolean over = random.nextBoolean();
            Instant later = instant();
            String subject =
                    one(Figure.COMPLAINTS.parts()).toUpperCase(Locale.ROOT).replace('-', '_');
            Complaint row = new Complaint(
                    received,
                    subject,
                    over ? (later.isBefore(received) ? received : later) : null,
                    over ? one(reasons) : null);
            all.add(row);
            insert(row, i);
        }
        ComplaintFigures figures = new ComplaintFigures(database);
        for (LocalDate day : DAYS) {
            Map<String, Long> expected = new TreeMap<>();
            for (String part : Figure.COMPLAINTS.parts()) {
                expected.put(
                        "complaints " + part,
                        count(
                                all,
                                row -> isOn(row.received(), day)
                                        && part(row.subject()).equals(part)));
            }
            List<Complaint> closed =
                    all.stream().filter(row -> isOn(row.closed(), day)).toList();
            for (String reason : reasons) {
                expected.put("complaints-closed " + part(reason), count(closed, row -> reason.equals(row.reason())));
            }
            expected.put(
                    "complaint-days ",
                    closed.stream()
                            .mapToLong(row -> ChronoUnit.DAYS.between(
                                    row.received().atZone(LegalCalendar.ZONE).toLocalDate(), day))
                            .sum());
            assertThat(counted(figures.on(day))).as("%s, seed %s", day, seed).isEqualTo(expected);
        }
        assertThat(figures.first())
                .hasValue(LegalCalendar.dayOf(all.stream()
                        .map(Complaint::received)
                        .min(Instant::compareTo)
                        .orElseThrow()));
    }

    private static String part(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void insert(Complaint row, int n) {
        UUID id = UUID.randomUUID();
        owner.sql(
                        "insert into accounts.complaint (id, reference, state, reason, calls, subject, answers, doors, broken, unsure,"
                                + " received_at, changed_at) values (:id, :n, :state, :reason, array[now()], :subject, '{}', '{}', '{}',"
                                + " '{}', :received, now())")
                .param("id", id)
                .param("n", "r" + n)
                .param("state", row.closed() == null ? "RECEIVED" : "CLOSED")
                .param("reason", row.reason())
                .param("subject", row.subject())
                .param("received", at(row.received()))
                .update();
        owner.sql("insert into accounts.complaint_step (complaint, n, state, at) values (?, 0, 'RECEIVED', ?)")
                .params(id, at(row.received()))
                .update();
        if (row.closed() != null) {
            owner.sql(
                            "insert into accounts.complaint_step (complaint, n, state, reason, at) values (?, 1, 'CLOSED', ?, ?)")
                    .param(id)
                    .param(row.reason())
                    .param(at(row.closed()))
                    .update();
        }
    }

    /** The whole of a figure is the sum of its parts, through the book. */
    @Test
    void everyFigureOfADayIsKept() {
        CompanyFigures companies = new CompanyFigures(database, () -> LegalCalendar.startOf(TODAY));
        FigureBook book = new FigureBook(
                database,
                () -> LegalCalendar.startOf(TODAY),
                List.of(
                        companies,
                        new RegistrationFigures(database),
                        new SubmissionFigures(database),
                        new CertificateFigures(database),
                        new ComplaintFigures(database),
                        new CaseFigures(database, () -> LegalCalendar.startOf(TODAY)),
                        new LookupFigures(database)));
        book.count();
        Map<Figure, Long> kept = new EnumMap<>(Figure.class);
        new PublishedFigures(database)
                .wholes(Step.DAY, TODAY, TODAY)
                .forEach(value -> kept.put(value.figure(), value.value()));
        Set<Figure> counted = EnumSet.allOf(Figure.class);
        counted.removeAll(
                Set.of(Figure.NUMBERS, Figure.RETURN_P50, Figure.RETURN_P99, Figure.MINUTES, Figure.MINUTES_UP));
        assertThat(kept)
                .containsOnlyKeys(counted.toArray(Figure[]::new))
                .allSatisfy((figure, value) -> assertThat(value).isZero());
    }
}
