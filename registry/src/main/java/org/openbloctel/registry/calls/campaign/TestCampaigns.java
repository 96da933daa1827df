package org.openbloctel.registry.calls.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * Campaigns that test keys declared: in this server's memory, a company's latest few, for a day. Declared under the same conditions as
 * real ones; nothing is written into the database or the audit trail. For a test key there are no other campaigns: a real one shows its name,
 * evidence and cover. Thread-safe.
 */
public final class TestCampaigns implements CampaignLinks {
    /** How long one is kept. */
    public static final Duration LIFE = Duration.ofDays(1);

    /** The most that are kept of a company. */
    public static final int MAX_OF_A_COMPANY = 20;

    private static final int MAX = 500;

    private final Campaigns real;
    private final InstantSource clock;
    private final Map<UUID, Kept> kept = new LinkedHashMap<>();

    private record Kept(Campaign campaign, @Nullable String key) {}

    /** Beside the real campaigns. */
    public TestCampaigns(Campaigns real, InstantSource clock) {
        this.real = real;
        this.clock = clock;
    }

    /** Declares a campaign; once under a key, as {@link Campaigns#declare}. */
    public Campaigns.Declared declare(UUID company, Campaigns.Terms terms, @Nullable String key) {
        return keep(real.read(company, terms), terms, key);
    }

    private synchronized Campaigns.Declared keep(Campaign campaign, Campaigns.Terms terms, @Nullable String key) {
        forget();
        UUID company = campaign.declaredBy();
        Optional<Campaign> earlier = kept.values().stream()
                .filter(one -> key != null && key.equals(one.key))
                .map(Kept::campaign)
                .filter(one -> one.declaredBy().equals(company))
                .findFirst();
        if (earlier.isPresent()) {
            if (!earlier.get().isDeclaredAs(campaign, terms.isAboutSomething())) {
                throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
            }
            return new Campaigns.Declared(earlier.get(), true);
        }
        real.requireSubject(terms);
        List<Campaign> own = of(company);
        if (own.size() >= MAX_OF_A_COMPANY) {
            kept.remove(own.getLast().id());
        } else if (kept.size() >= MAX) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(campaign.id(), new Kept(campaign, key));
        return new Campaigns.Declared(campaign, false);
    }

    private void forget() {
        Instant old = clock.instant().minus(LIFE);
        kept.values().removeIf(one -> !one.campaign.declaredAt().isAfter(old));
    }

    /** A company's, the latest first. */
    public synchronized List<Campaign> of(UUID company) {
        forget();
        return kept.values().stream()
                .map(Kept::campaign)
                .filter(campaign -> campaign.declaredBy().equals(company))
                .toList()
                .reversed();
    }

    /** A campaign that this company's test keys declared. */
    public synchronized Optional<Campaign> find(UUID company, UUID id) {
        forget();
        return Optional.ofNullable(kept.get(id))
                .map(Kept::campaign)
                .filter(campaign -> campaign.declaredBy().equals(company));
    }

    /** A campaign, for work that was accepted for it: no company is asked about. */
    public synchronized Optional<Campaign> any(UUID id) {
        forget();
        return Optional.ofNullable(kept.get(id)).map(Kept::campaign);
    }

    /** A campaign that this company's test keys declared; refuses as {@link Campaigns#require}. */
    public Campaign require(UUID company, UUID id) {
        return find(company, id).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()));
    }

    /** The id that was written, as {@link Campaigns#idOf}. */
    public UUID idOf(UUID company, String written) {
        return Campaigns.id(written).orElseThrow(() -> {
            List<Campaign> own = of(company).stream()
                    .filter(campaign -> campaign.name().equalsIgnoreCase(written.strip()))
                    .toList();
            return new RefusedException(real.refusal(own));
        });
    }

    /** What a test key may report calls for: campaigns of its own. */
    public Optional<Campaigns.Reportable> toReportFor(UUID company, UUID id) {
        return find(company, id).map(own -> new Campaigns.Reportable(own, true, List.of()));
    }

    /** The topic of a campaign's calls, as {@link Campaigns#topic}. */
    public Topic topic(Campaign campaign) {
        return real.topic(campaign);
    }

    @Override
    public Linked toSubmitFor(UUID company, String written) {
        return require(company, idOf(company, written)).linked(LegalCalendar.today(clock));
    }

    @Override
    public void requireMandate(UUID company, UUID id) {
        require(company, id);
    }
}
