package org.openbloctel.registry.calls.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Goods;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/** Declares campaigns and finds them. Thread-safe. */
public final class Campaigns implements CampaignLinks {
    /** The longest campaign, in years: one that is forgotten ends by itself. */
    public static final int MAX_YEARS = 1;

    /** So long after its end a campaign's evidence may be asked for. */
    public static final Period KEPT = Period.ofYears(5);

    /** So many days from the one on which the database learned of subjects, calls without one are judged by their sector. */
    public static final int DAYS_WITHOUT_SUBJECT = 30;

    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_GOODS_LENGTH = 500;
    private static final int MAX_EVIDENCE_LENGTH = 2_000;
    private static final int MAX_NAMESAKES = 100;
    /** The one character that PostgreSQL keeps in no text. */
    private static final char NUL = 0;

    private final Database database;
    private final CampaignRows rows;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Mandates mandates;
    private final CompanyDirectory companies;
    private volatile @Nullable LocalDate bySectorUntil;

    public Campaigns(Database database, InstantSource clock, AuditTrail audit, Mandates mandates) {
        this.database = database;
        this.rows = CampaignRows.in(database);
        this.clock = clock;
        this.audit = audit;
        this.mandates = mandates;
        this.companies = new CompanyDirectory(database);
    }

    /** Declares a campaign for the company itself, or for a principal who gave it a mandate. */
    public Campaign declare(UUID company, String actor, Terms terms) {
        return declare(company, actor, terms, null).campaign();
    }

    /**
     * Declares a campaign once under a key, known as long as the campaign is: the same request again gives the same campaign, another
     * one under it is refused.
     */
    public Declared declare(UUID company, String actor, Terms terms, @Nullable String key) {
        Campaign campaign = read(company, terms);
        return database.inAccounts(() -> {
            if (!rows.insert(campaign, key)) {
                return earlier(campaign, terms, key);
            }
            requireSubject(terms);
            audit.record(new AuditEntry(actor, "campaign.declared", "campaign:" + campaign.id(), facts(campaign)));
            return new Declared(campaign, false);
        });
    }

    /** The campaign that these terms declare; refuses what cannot be declared. */
    Campaign read(UUID company, Terms terms) {
        check(terms);
        Subject subject = terms.subjectOrDefault();
        return new Campaign(
                UUID.randomUUID(),
                principal(company, terms.principal()),
                company,
                terms.name().strip(),
                terms.sector(),
                subject,
                terms.goods() == null ? null : terms.goods().strip(),
                terms.ground(),
                terms.evidence() == null ? null : terms.evidence().strip(),
                terms.startsOn(),
                terms.endsOn(),
                clock.instant());
    }

    /** Refuses what could not be declared, and declares nothing. */
    public void requireDeclarable(UUID company, Terms terms) {
        read(company, terms);
    }

    /** The first day on which a call without a subject is not judged by its sector alone. */
    public LocalDate bySectorUntil() {
        LocalDate day = bySectorUntil;
        if (day == null) {
            day = rows.subjectsSince().plusDays(DAYS_WITHOUT_SUBJECT);
            bySectorUntil = day;
        }
        return day;
    }

    /** Whether the calls of a campaign cannot be told any more, since it names no subject and its sector alone counts no longer. */
    public boolean cannotTell(Campaign campaign) {
        return campaign.lacksSubject() && !LegalCalendar.today(clock).isBefore(bySectorUntil());
    }

    /** The topic of a campaign's calls. */
    public Topic topic(Campaign campaign) {
        return campaign.topic(bySectorUntil());
    }

    /**
     * Names the subject of a campaign that has none, once, by a company that may work for it.
     *
     * @param goods the goods or services in words; needed for {@link Subject#OTHER} alone
     */
    public void nameSubject(UUID company, String actor, UUID id, Subject subject, @Nullable String goods) {
        Campaign campaign = require(company, id);
        if (subject.sector() != campaign.sector()) {
            throw new RefusedException(new LawRefusal.SubjectOfOtherSector(
                    subject.id(), campaign.sector().code()));
        }
        checkGoods(subject, goods);
        database.runInAccounts(() -> {
            if (!rows.name(id, subject, goods == null ? null : goods.strip(), actor, clock.instant())) {
                throw new RefusedException(new LawRefusal.SubjectNamed());
            }
            audit.record(
                    new AuditEntry(actor, "campaign.subject.named", "campaign:" + id, Map.of("subject", subject.id())));
        });
    }

    private static void checkGoods(@Nullable Subject subject, @Nullable String goods) {
        if (goods != null) {
            if (goods.isBlank() || goods.length() > MAX_GOODS_LENGTH || goods.indexOf(NUL) >= 0) {
                throw new RefusedException(new RequestRefusal.UnreadableField("goods"));
            }
            NumbersInTexts.refuse("goods", goods);
        }
        if (subject == Subject.OTHER && Goods.of(goods).equals(Goods.NONE)) {
            throw new RefusedException(new LawRefusal.GoodsNeeded());
        }
    }

    /**
     * What came of a declaration.
     *
     * @param campaign the campaign
     * @param again whether it had been declared before, under the same key
     */
    public record Declared(Campaign campaign, boolean again) {}

    /** Refuses a new campaign without a subject, from the day on which it needs one; a campaign that is known under its key stays as it is. */
    void requireSubject(Terms terms) {
        if (terms.subject() == null && !LegalCalendar.today(clock).isBefore(bySectorUntil())) {
            throw new RefusedException(new LawRefusal.SubjectNeeded());
        }
    }

    private Declared earlier(Campaign asked, Terms terms, @Nullable String key) {
        Campaign earlier = rows.under(asked.declaredBy(), key);
        if (!earlier.isDeclaredAs(asked, terms.isAboutSomething())) {
            throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
        }
        return new Declared(earlier, true);
    }

    private static void check(Terms terms) {
        if (terms.name().isBlank() || terms.name().length() > MAX_NAME_LENGTH) {
            throw new RefusedException(new RequestRefusal.UnreadableField("name"));
        }
        NumbersInTexts.refuse("name", terms.name());
        if (terms.endsOn().isBefore(terms.startsOn())
                || !terms.endsOn().isBefore(terms.startsOn().plusYears(MAX_YEARS))) {
            throw new RefusedException(new LawRefusal.CampaignDays());
        }
        Subject subject = terms.subject();
        if (subject != null && subject.sector() != terms.sector()) {
            throw new RefusedException(new LawRefusal.SubjectOfOtherSector(
                    subject.id(), terms.sector().code()));
        }
        checkGoods(subject, terms.goods());
        Campaign.Exemption ground = terms.ground();
        String evidence = terms.evidence();
        boolean proved = evidence != null && !evidence.isBlank() && evidence.length() <= MAX_EVIDENCE_LENGTH;
        boolean founded = ground == null
                ? evidence == null && Campaign.Exemption.neededFor(terms.sector()) == null
                : proved && ground.fits(terms.sector());
        if (!founded) {
            throw new RefusedException(new LawRefusal.UnfoundedExemption());
        }
    }

    /** The company itself, or the principal of this SIREN whose mandate is in force; else a refusal. */
    public UUID principal(UUID company, @Nullable String number) {
        if (number == null) {
            return company;
        }
        String siren = CompanyNumber.of(number).siren();
        return mandates.principals(company, clock.instant()).stream()
                .filter(one -> one.siren().equals(siren))
                .map(Mandate.Principal::id)
                .findFirst()
                .or(() -> companies.siren(company).equals(siren) ? Optional.of(company) : Optional.empty())
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.NoMandate()));
    }

    private static Map<String, String> facts(Campaign campaign) {
        Map<String, String> facts = new HashMap<>();
        facts.put("principal", campaign.principal().toString());
        facts.put("sector", campaign.sector().code());
        if (campaign.subject() != null) {
            facts.put("subject", campaign.subject().id());
        }
        facts.put("days", campaign.startsOn() + " " + campaign.endsOn());
        if (campaign.ground() != null) {
            facts.put("ground", campaign.ground().code());
        }
        return facts;
    }

    /**
     * The id that a caller wrote to say which campaign they mean. A name is no answer to that, as two campaigns may have it; it is refused with
     * the id of the campaign, if only one that this company may work for is called so.
     *
     * @throws RefusedException for anything but an id, whether there is such a campaign or not
     */
    public UUID idOf(UUID company, String written) {
        return id(written).orElseThrow(() -> new RefusedException(refusal(called(company, written))));
    }

    static Optional<UUID> id(String written) {
        try {
            return Optional.of(UUID.fromString(written.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Of several campaigns of one name the one that is not over is meant. */
    Refusal refusal(List<Campaign> called) {
        LocalDate today = LegalCalendar.today(clock);
        List<Campaign> open =
                called.stream().filter(one -> !today.isAfter(one.endsOn())).toList();
        List<Campaign> meant = open.isEmpty() ? called : open;
        return meant.size() == 1
                ? new CampaignRefusal.NamedByName(meant.getFirst().id().toString())
                : new LawRefusal.UnknownCampaign();
    }

    /** The polls of a principal that are not over, the latest first. */
    public List<Campaign> polls(UUID principal) {
        return rows.of(principal, MAX_NAMESAKES).stream()
                .filter(one -> one.principal().equals(principal) && isPoll(one))
                .toList();
    }

    /** One of these, of any principal. */
    public Optional<Campaign> poll(UUID id) {
        return any(id).filter(this::isPoll);
    }

    private boolean isPoll(Campaign campaign) {
        return campaign.ground() == Campaign.Exemption.POLL
                && !LegalCalendar.today(clock).isAfter(campaign.endsOn());
    }

    /** The campaigns of this name that a company may work for now. */
    List<Campaign> called(UUID company, String name) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH || name.indexOf(NUL) >= 0) {
            return List.of();
        }
        List<UUID> principals = new ArrayList<>(List.of(company));
        mandates.principals(company, clock.instant()).forEach(one -> principals.add(one.id()));
        return rows.called(principals, name.strip(), MAX_NAMESAKES);
    }

    /** A campaign that this company may call for now: its own, or one of a principal whose mandate is in force. */
    public Optional<Campaign> find(UUID company, UUID id) {
        return any(id).filter(campaign -> mayWork(company, campaign));
    }

    /**
     * A campaign that this company may call for now.
     *
     * @throws RefusedException with a reason of its own when the company declared it, or had a mandate, that has ended
     */
    public Campaign require(UUID company, UUID id) {
        return toReportFor(company, id)
                .orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()))
                .now();
    }

    /**
     * A campaign that this company may do something real for now: look-ups, files, numbers. A suspended company may only look.
     *
     * @throws RefusedException as {@link #require}, and when the company is not verified
     */
    Campaign requireReal(UUID company, UUID id) {
        Campaign campaign = require(company, id);
        mandates.requireVerified(company);
        return campaign;
    }

    /** A campaign that this company may report calls for: one that it may call for, or might. */
    public Optional<Reportable> toReportFor(UUID company, UUID id) {
        return any(id).flatMap(campaign -> {
            boolean now = mayWork(company, campaign);
            List<Mandate.Period> held = now ? List.of() : mandates.held(company, campaign.principal());
            boolean known = now || !held.isEmpty() || campaign.declaredBy().equals(company);
            return known ? Optional.of(new Reportable(campaign, now, held)) : Optional.empty();
        });
    }

    /**
     * A campaign, and when a company might call for it. Calls that were made under a mandate are counted for the principal also
     * when they are told after its end.
     */
    public static final class Reportable {
        private final Campaign campaign;
        private final boolean now;
        private final List<Mandate.Period> held;

        Reportable(Campaign campaign, boolean now, List<Mandate.Period> held) {
            this.campaign = campaign;
            this.now = now;
            this.held = held;
        }

        /** The campaign; refuses a call of this instant when no mandate holds now and none held then. */
        public Campaign calledAt(Instant at) {
            return found(now || held.stream().anyMatch(one -> one.at(at)));
        }

        private Campaign now() {
            return found(now);
        }

        private Campaign found(boolean mandated) {
            if (!mandated) {
                throw new RefusedException(new CampaignRefusal.MandateEnded());
            }
            return campaign;
        }
    }

    /** Whether a company may work for a campaign now. */
    boolean mayWork(UUID company, Campaign campaign) {
        return mandates.mayAct(company, campaign.principal(), clock.instant());
    }

    /** A campaign, for work that was accepted for it: no company is asked about. */
    public Optional<Campaign> any(UUID id) {
        return rows.find(id);
    }

    /** Whether the numbers of a campaign's files are kept, with its company's consent. */
    public boolean keepsNumbers(UUID id) {
        return rows.keepsNumbers(id);
    }

    @Override
    public Linked toSubmitFor(UUID company, String written) {
        return require(company, idOf(company, written)).linked(LegalCalendar.today(clock));
    }

    /** A call centre that sent a file under a mandate that has ended is notified, and so is the company that declared it. */
    @Override
    public void requireMandate(UUID company, UUID id) {
        Campaign campaign = any(id).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()));
        if (!mayWork(company, campaign)) {
            throw new RefusedException(new CampaignRefusal.MandateEnded());
        }
    }

    /** What a company declared, and what was declared for it; the latest first. */
    public List<Campaign> of(UUID company, int most) {
        return rows.of(company, most);
    }

    /** Forgets campaigns that ended long ago: what they excused cannot be charged any more; answers how many. */
    public int forget() {
        return rows.forget(LegalCalendar.today(clock).minus(KEPT));
    }

    /**
     * What is declared.
     *
     * @param principal the SIREN or SIRET of whom it is for; null for the company itself
     * @param name what its people call it
     * @param sector what its calls are about
     * @param subject the same, finer; null for what the sector names by itself, or for the goods
     * @param goods the goods or services in words; needed for {@link Subject#OTHER}
     * @param ground what excuses it; null when nothing does
     * @param evidence what proves the ground
     * @param startsOn its first day
     * @param endsOn its last day
     */
    public record Terms(
            @Nullable String principal,
            String name,
            Sector sector,
            @Nullable Subject subject,
            @Nullable String goods,
            Campaign.@Nullable Exemption ground,
            @Nullable String evidence,
            LocalDate startsOn,
            LocalDate endsOn) {
        /** Without a subject. */
        public Terms(
                @Nullable String principal,
                String name,
                Sector sector,
                Campaign.@Nullable Exemption ground,
                @Nullable String evidence,
                LocalDate startsOn,
                LocalDate endsOn) {
            this(principal, name, sector, null, null, ground, evidence, startsOn, endsOn);
        }

        boolean isAboutSomething() {
            return subject != null || goods != null;
        }

        /** Where none is named: what the sector names by itself; goods without a name make {@link Subject#OTHER}. */
        @Nullable
        Subject subjectOrDefault() {
            if (subject != null) {
                return subject;
            }
            return Subject.of(sector).orElse(goods == null ? null : Subject.OTHER);
        }
    }
}
