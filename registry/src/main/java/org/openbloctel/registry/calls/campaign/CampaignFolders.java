package org.openbloctel.registry.calls.campaign;

import java.text.Normalizer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * Campaigns as folders: each that a company may work for, its own and those of its principals, under its name made safe for a
 * folder. Of two of one name the earlier one has it, the later one with the beginning of its id behind; each also answers to its whole
 * id. Thread-safe.
 */
public final class CampaignFolders {
    /** For so many days after its end a campaign's folder is still there for what comes back. */
    public static final int SHOWN_DAYS = 60;

    private static final int MAX = 1_000;
    private static final int MAX_LENGTH = 60;
    private static final int SUFFIX = 8;

    private final Campaigns campaigns;
    private final Mandates mandates;
    private final InstantSource clock;

    /** Folders of these campaigns. */
    public CampaignFolders(Campaigns campaigns, Mandates mandates, InstantSource clock) {
        this.campaigns = campaigns;
        this.mandates = mandates;
        this.clock = clock;
    }

    /** A campaign's folder; whether files may still be dropped into it. */
    public record Folder(String name, Campaign campaign, boolean open) {}

    /** The folders of a company, by name. */
    public List<Folder> of(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        List<Folder> folders = new ArrayList<>();
        named(company).forEach((name, campaign) -> {
            if (today.isBefore(campaign.endsOn().plusDays(SHOWN_DAYS))) {
                folders.add(new Folder(name, campaign, !today.isAfter(campaign.endsOn())));
            }
        });
        folders.sort(java.util.Comparator.comparing(Folder::name));
        return folders;
    }

    /** The folder of this name, or of the campaign of this id. */
    public Optional<Folder> find(UUID company, String name) {
        return of(company).stream()
                .filter(folder -> folder.name().equals(name)
                        || folder.campaign().id().toString().equals(name))
                .findFirst();
    }

    private Map<String, Campaign> named(UUID company) {
        Map<UUID, Campaign> all = new LinkedHashMap<>();
        List<UUID> whose = new ArrayList<>(List.of(company));
        mandates.principals(company, clock.instant()).forEach(one -> whose.add(one.id()));
        for (UUID one : whose) {
            for (Campaign campaign : campaigns.of(one, MAX)) {
                if (whose.contains(campaign.principal())) {
                    all.put(campaign.id(), campaign);
                }
            }
        }
        List<Campaign> inOrder = new ArrayList<>(all.values());
        inOrder.sort(java.util.Comparator.comparing(Campaign::declaredAt).thenComparing(Campaign::id));
        Map<String, Campaign> named = new LinkedHashMap<>();
        Set<String> given = new HashSet<>();
        for (Campaign campaign : inOrder) {
            String slug = slug(campaign.name());
            boolean free = !slug.isEmpty() && given.add(slug);
            String suffix = campaign.id().toString().substring(0, SUFFIX);
            named.put(free ? slug : (slug.isEmpty() ? "campagne" : slug) + "-" + suffix, campaign);
        }
        return named;
    }

    /** Small letters, digits and dashes; no nine digits or more without a letter between them. */
    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String safe = plain.toLowerCase(Locale.ROOT)
                .replaceAll("(?:[0-9][^a-z0-9]*){8,}[0-9]", "x")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return safe.length() <= MAX_LENGTH
                ? safe
                : safe.substring(0, MAX_LENGTH).replaceAll("-$", "");
    }
}
