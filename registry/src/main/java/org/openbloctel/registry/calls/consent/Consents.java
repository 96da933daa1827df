package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.call.CallTexts;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Records consents, withdraws them, finds them for verdicts. Thread-safe. */
public final class Consents {
    /** The most consents of one request. */
    public static final int MAX = 10_000;
    /** How a consent that a company claims may have been given. */
    public static final List<String> CHANNELS = List.of("web", "phone", "paper", "in-person", "message", "other");
    /** A proof is kept so long from the day of the consent (R. 223-2). */
    public static final Period KEPT = Period.ofYears(3);

    private static final int MAX_MONTHS = 12;
    private static final int MAX_TEXT_LENGTH = 20_000;
    /** In place of a principal: prints of consents are the same for all, and none is like a call's. */
    static final UUID ALL = new UUID(0, 0);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Campaigns campaigns;
    private final NumberPrints prints;
    private final ConsentRows rows;
    private final ConsentNews news;
    private final CompanyDirectory companies;
    private final RecordedConsentRows recorded;
    private final EvidenceRows evidence;

    /** Consents in this database. */
    public Consents(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Campaigns campaigns,
            MasterKeys keys,
            ConsentNews news) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.campaigns = campaigns;
        this.prints = new NumberPrints(database, keys);
        this.rows = database.rows(ConsentRows.class);
        this.news = news;
        this.companies = new CompanyDirectory(database);
        this.recorded = new RecordedConsentRows(database);
        this.evidence = database.rows(EvidenceRows.class);
    }

    /**
     * What became of a claim.
     *
     * @param reference the company's name for it, as claimed
     * @param id the consent's; null when it is none
     * @param known whether it was recorded before
     * @param refusal why it is no consent; null when it is one
     */
    public record Answer(
            @Nullable String reference,
            @Nullable UUID id,
            boolean known,
            @Nullable Refusal refusal) {}

    /**
     * Records what a company claims, and answers for each in its order: all of it in one transaction.
     *
     * @param test whether a test key claims: all is read, nothing is kept
     */
    public List<Answer> record(UUID company, String actor, boolean test, List<ClaimedConsent> claims) {
        if (claims.size() > MAX) {
            throw new RefusedException(new LawRefusal.TooManyCalls(MAX));
        }
        return database.inAccounts(() -> {
            Answer[] answers = new Answer[claims.size()];
            List<ConsentRows.Row> good = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            Reading reading = new Reading(company, prints.printer(), new HashMap<>());
            for (int i = 0; i < answers.length; i++) {
                ClaimedConsent claim = claims.get(i);
                try {
                    ConsentRows.Row row = read(reading, claim);
                    answers[i] = new Answer(claim.reference(), row.id(), false, null);
                    good.add(row);
                    places.add(i);
                } catch (RefusedException e) {
                    answers[i] = new Answer(claim.reference(), null, false, e.refusal());
                }
            }
            if (!test) {
                write(company, actor, good, places, answers);
            }
            return Arrays.asList(answers);
        });
    }

    private void write(UUID company, String actor, List<ConsentRows.Row> good, List<Integer> places, Answer[] answers) {
        List<ConsentRows.Kept> kept = rows.write(company, actor, good, clock.instant());
        int made = 0;
        int completed = 0;
        for (int i = 0; i < kept.size(); i++) {
            ConsentRows.Kept one = kept.get(i);
            Refusal refusal = null;
            if (one.id() == null) {
                refusal = one.closed() ? new LawRefusal.ConsentNotIncomplete() : new LawRefusal.ConsentReferenceTaken();
            }
            answers[places.get(i)] = new Answer(good.get(i).reference(), one.id(), one.known(), refusal);
            made += one.id() != null && !one.known() ? 1 : 0;
            completed += one.completed() ? 1 : 0;
        }
        recordCount(company, actor, "consent.recorded", made);
        recordCount(company, actor, "consent.completed", completed);
    }

    private void recordCount(UUID company, String actor, String action, int count) {
        if (count > 0) {
            audit.record(
                    new AuditEntry(actor, action, "company:" + company, Map.of("consents", Integer.toString(count))));
        }
    }

    /**
     * Names the subject of a consent that names none: once, by the company that recorded it, within the sectors that the consent was asked
     * for, if it names any, and while nobody confirmed or withdrew it.
     *
     * @param asked whether the member gives their word that the person was asked for this
     */
    public void nameSubject(UUID company, String actor, UUID consent, @Nullable Subject subject, boolean asked) {
        String digest = evidence.claimed(company, consent)
                .orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        if (subject == null || !asked) {
            throw new RefusedException(new LawRefusal.ConsentSectors());
        }
        if (!EvidenceDigest.canProve(digest)) {
            throw new RefusedException(new LawRefusal.EmptyEvidence());
        }
        database.runInAccounts(() -> {
            rows.lockWithdrawals();
            if (!rows.nameSubject(consent, subject, actor, clock.instant())) {
                throw new RefusedException(new LawRefusal.ConsentNotIncomplete());
            }
            audit.record(new AuditEntry(
                    actor,
                    "consent.completed",
                    "company:" + company,
                    Map.of("consent", consent.toString(), "subject", subject.id())));
        });
    }

    /** What the claims of one request share. */
    private record Reading(UUID company, NumberPrints.Printer printer, Map<String, UUID> principals) {}

    private ConsentRows.Row read(Reading reading, ClaimedConsent claim) {
        if (claim.fault() != null) {
            throw new RefusedException(claim.fault());
        }
        List<String> missing = missing(claim);
        if (!missing.isEmpty()) {
            throw new RefusedException(new LawRefusal.IncompleteConsent(String.join(", ", missing)));
        }
        NumbersInTexts.refuse("reference", there(claim.reference()));
        NumbersInTexts.refuse("goods", there(claim.goods()));
        if (!EvidenceDigest.canProve(there(claim.evidence()))) {
            throw new RefusedException(new LawRefusal.EmptyEvidence());
        }
        long number = CallReports.number(claim.number());
        Instant given = CallTexts.time("givenAt", claim.givenAt()).truncatedTo(ChronoUnit.MICROS);
        Instant until = CallTexts.time("until", claim.until()).truncatedTo(ChronoUnit.MICROS);
        boolean tooLong =
                LegalCalendar.dayOf(until).isAfter(LegalCalendar.dayOf(given).plusMonths(MAX_MONTHS));
        if (!given.isBefore(until) || tooLong || given.isAfter(clock.instant())) {
            throw new RefusedException(new LawRefusal.ConsentPeriod());
        }
        UUID principal = claim.principal() == null
                ? reading.company()
                : reading.principals()
                        .computeIfAbsent(claim.principal(), siren -> campaigns.principal(reading.company(), siren));
        Subject subject = CallTexts.valueOrNull("subject", claim.subject(), Subject::of);
        return new ConsentRows.Row(
                UUID.randomUUID(),
                principal,
                there(claim.reference()),
                reading.printer().print(ALL, number),
                there(claim.thirdParties()).stream()
                        .map(siren -> CompanyNumber.of(siren).siren())
                        .toList(),
                there(claim.goods()),
                sectors(claim.sectors(), subject),
                subject,
                there(claim.text()),
                there(claim.channel()),
                there(claim.evidence()),
                given,
                until);
    }

    /** The sectors that are named, the subject's among them; the subject's where none are. */
    private static Set<Sector> sectors(@Nullable List<String> codes, @Nullable Subject subject) {
        if (subject != null && (codes == null || codes.isEmpty())) {
            return Set.of(subject.sector());
        }
        Set<Sector> sectors = sectors(there(codes));
        if (subject != null && !sectors.contains(subject.sector())) {
            throw new RefusedException(new LawRefusal.SubjectOfOtherSector(
                    subject.id(), sectors.iterator().next().code()));
        }
        return sectors;
    }

    private static Set<Sector> sectors(List<String> codes) {
        Set<Sector> sectors = EnumSet.noneOf(Sector.class);
        codes.forEach(code -> sectors.add(
                Sector.of(code).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownValue("sectors")))));
        return sectors;
    }

    private static <T> T there(@Nullable T item) {
        return Objects.requireNonNull(item, "what is missing was refused");
    }

    /** What the decree wants to be there, and is not; without it there is no consent. */
    private static List<String> missing(ClaimedConsent claim) {
        List<String> missing = new ArrayList<>();
        lacks(missing, "reference", isText(claim.reference(), 100));
        lacks(missing, "number", isText(claim.number(), 100));
        lacks(missing, "givenAt", claim.givenAt() != null);
        lacks(missing, "until", claim.until() != null);
        lacks(missing, "thirdParties", claim.thirdParties() != null);
        lacks(missing, "goods", isText(claim.goods(), 500));
        boolean about = claim.subject() != null
                || (claim.sectors() != null && !claim.sectors().isEmpty());
        lacks(missing, "sectors", about);
        lacks(missing, "text", isText(claim.text(), MAX_TEXT_LENGTH));
        lacks(missing, "channel", claim.channel() != null && CHANNELS.contains(claim.channel()));
        lacks(missing, "positiveAct", Boolean.TRUE.equals(claim.positiveAct()));
        lacks(missing, "withdrawalExplained", Boolean.TRUE.equals(claim.withdrawalExplained()));
        lacks(missing, "proofOffered", Boolean.TRUE.equals(claim.proofOffered()));
        lacks(missing, "evidence", claim.evidence() != null && EvidenceDigest.isDigest(claim.evidence()));
        return missing;
    }

    private static void lacks(List<String> missing, String item, boolean there) {
        if (!there) {
            missing.add(item);
        }
    }

    /** PostgreSQL keeps no NUL, and half a character would be kept as another one than was claimed. */
    static boolean isText(@Nullable String text, int most) {
        return text != null && !text.isBlank() && text.length() <= most && isStorable(text);
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /**
     * Withdraws all consents that a number gave to a principal, from now on, and ends for it those that were given to others and name it:
     * entered by a company after somebody said so. The other companies that relied on what was given to it hear of it. Answers how many; none is
     * no fault: a company without a consent does not learn whether there was one.
     */
    public int withdraw(UUID company, String actor, @Nullable String principal, @Nullable String number) {
        UUID of = principal == null ? company : campaigns.principal(company, principal);
        byte[] print = prints.printer().print(ALL, CallReports.number(number));
        return database.inAccounts(() -> {
            String siren = sirens(List.of(of)).get(of);
            int naming = siren == null ? 0 : rows.naming(print, of, siren, clock.instant());
            List<UUID> withdrawn = rows.withdraw(List.of(print), of, clock.instant());
            if (!withdrawn.isEmpty()) {
                news.withdrawn(withdrawn, actor, company);
            }
            recordCount(of, actor, "consent.withdrawn", naming);
            return withdrawn.size() + naming;
        });
    }

    /** Whose consents of which number. */
    public record Pair(UUID principal, long number) {
        /** Without the number. */
        @Override
        public String toString() {
            return "Pair[" + principal + "]";
        }
    }

    /** The consents that each pair has, given to the principal or naming it as a third party; in the order of the pairs. */
    public List<List<RecordedConsent>> of(List<Pair> pairs) {
        NumberPrints.Printer printer = prints.printer();
        List<List<RecordedConsent>> found = new ArrayList<>();
        pairs.forEach(pair -> found.add(new ArrayList<>()));
        Map<UUID, String> sirens =
                sirens(pairs.stream().map(Pair::principal).distinct().toList());
        recorded.each(
                pairs.stream().map(pair -> pair.principal().toString()).toArray(String[]::new),
                pairs.stream().map(pair -> sirens.get(pair.principal())).toArray(String[]::new),
                pairs.stream().map(pair -> printer.print(ALL, pair.number())).toArray(byte[][]::new),
                (place, consent) -> found.get(place - 1).add(consent));
        return found;
    }

    /**
     * The consents that many numbers gave to a principal or that name it as a third party, by the place of each number; those without
     * any are left out.
     */
    public Map<Integer, List<RecordedConsent>> of(UUID principal, long[] numbers) {
        NumberPrints.Ascending asked = prints.printer().ascending(ALL, numbers);
        Map<Integer, List<RecordedConsent>> found = new HashMap<>();
        recorded.each(
                principal,
                sirens(List.of(principal)).get(principal),
                asked.prints(),
                (place, consent) -> found.computeIfAbsent(asked.places()[place - 1], none -> new ArrayList<>())
                        .add(consent));
        return found;
    }

    /** The SIREN of each company that is verified: by it a consent can name the company as a third party. */
    private Map<UUID, String> sirens(List<UUID> principals) {
        return companies.find(principals, List.of()).stream()
                .filter(Company.Named::verified)
                .collect(Collectors.toMap(Company.Named::id, Company.Named::siren));
    }

    /**
     * The one that serves a call best: of those that cover its topic and its instant one that the person confirmed after they refused, else
     * one that was given after that, else one that they can still confirm, else, as where they never refused, one that they gave here, else one
     * that they confirmed, else the one that ends last; where none does, one that may cover both, else the nearest to it.
     *
     * @param day of the call, where the person is
     * @param refused when the person last refused; null for never
     */
    public static Optional<RecordedConsent> best(
            List<RecordedConsent> consents, Topic topic, LocalDate day, Instant at, @Nullable Instant refused) {
        return consents.stream()
                .max(Comparator.comparingInt((RecordedConsent one) -> one.serves(topic, day, at))
                        .thenComparing(one -> one.covers(at))
                        .thenComparing(one -> one.covers(at)
                                && refused != null
                                && one.confirmedAfter(refused)
                                && one.givenAt().isAfter(refused))
                        .thenComparing(one -> one.covers(at) && refused != null && one.confirmedAfter(refused))
                        .thenComparing(one -> one.covers(at)
                                && refused != null
                                && one.givenAt().isAfter(refused))
                        .thenComparing(one -> one.covers(at) && refused != null && !one.confirmed())
                        .thenComparing(one -> one.covers(at) && one.direct())
                        .thenComparing(one -> one.covers(at) && one.confirmed())
                        .thenComparing(RecordedConsent::until));
    }

    /** Forgets proofs that need not be shown any more, and withdrawals of what is over by itself; answers how many. */
    public int forget() {
        Instant oldest = LegalCalendar.startOf(LegalCalendar.today(clock).minus(KEPT));
        Instant over = LegalCalendar.startOf(LegalCalendar.today(clock).minusMonths(MAX_MONTHS));
        return rows.forget(oldest) + rows.forgetWithdrawals(over);
    }
}
