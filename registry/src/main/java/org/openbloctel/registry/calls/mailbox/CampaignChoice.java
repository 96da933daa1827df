package org.openbloctel.registry.calls.mailbox;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.MailboxRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Which campaign a mail is for. A file that went to the wrong campaign would be charged to the wrong principal and cover the wrong
 * calls, so what names none, or more than one, is refused. Thread-safe.
 */
final class CampaignChoice {
    private static final int LOOKED_THROUGH = 1000;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Campaigns campaigns;

    CampaignChoice(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * The campaign that is named; nothing where none is. Of several words in brackets one has to be one. A sender who named only campaigns that
     * they might work for, under a mandate that has ended, is told so.
     */
    Optional<Campaign> of(UUID company, Set<String> named) {
        Map<UUID, Campaign> found = new LinkedHashMap<>();
        Set<UUID> meant = new LinkedHashSet<>();
        named.forEach(name -> meant.addAll(ids(company, name.strip())));
        meant.forEach(id -> campaigns.find(company, id).ifPresent(one -> found.put(one.id(), one)));
        if (found.size() > 1) {
            throw new RefusedException(new MailboxRefusal.SeveralCampaigns());
        }
        if (found.isEmpty()
                && meant.stream()
                        .anyMatch(id -> campaigns.toReportFor(company, id).isPresent())) {
            throw new RefusedException(new CampaignRefusal.MandateEnded());
        }
        if (found.isEmpty() && !named.isEmpty()) {
            String first = named.stream().sorted().findFirst().orElseThrow();
            // A mail merge without a value leaves brackets around nothing.
            String shown = first.isBlank() ? "[]" : Sent.harmlessName(first);
            throw new RefusedException(new MailboxRefusal.UnknownCampaignNamed(shown));
        }
        return found.values().stream().findFirst();
    }

    /** Campaigns that may be meant, whether the company may work for them or not. */
    private List<UUID> ids(UUID company, String name) {
        if (UUID_SHAPE.matcher(name).matches()) {
            return List.of(UUID.fromString(name));
        }
        String plain = plain(name);
        return campaigns.of(company, LOOKED_THROUGH).stream()
                .filter(one -> !plain.isEmpty() && plain(one.name()).equals(plain))
                .map(Campaign::id)
                .toList();
    }

    /** Names as people and addresses write them: {@code Été 2026} is {@code ete-2026}. */
    private static String plain(String name) {
        String bare =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return BETWEEN.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll("-").replaceAll("^-|-$", "");
    }
}
