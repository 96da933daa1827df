package org.openbloctel.registry.mailbox;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.refusal.MailboxRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.submission.Sent;

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

    /** The campaign that is named; nothing where none is. Of several words in brackets one has to be one. */
    Optional<Campaign> of(UUID company, Set<String> named) {
        Map<UUID, Campaign> found = new LinkedHashMap<>();
        named.forEach(name -> add(company, name.strip(), found));
        if (found.size() > 1) {
            throw new RefusedException(new MailboxRefusal.SeveralCampaigns());
        }
        if (found.isEmpty() && !named.isEmpty()) {
            String first = named.stream().sorted().findFirst().orElseThrow();
            throw new RefusedException(new MailboxRefusal.UnknownCampaignNamed(Sent.harmlessName(first)));
        }
        return found.values().stream().findFirst();
    }

    private void add(UUID company, String name, Map<UUID, Campaign> found) {
        if (UUID_SHAPE.matcher(name).matches()) {
            campaigns.find(company, UUID.fromString(name)).ifPresent(one -> found.put(one.id(), one));
            return;
        }
        String plain = plain(name);
        campaigns.of(company, LOOKED_THROUGH).stream()
                .filter(one -> !plain.isEmpty() && plain(one.name()).equals(plain))
                .flatMap(one -> campaigns.find(company, one.id()).stream())
                .forEach(one -> found.put(one.id(), one));
    }

    /** Names as people and addresses write them: {@code Été 2026} is {@code ete-2026}. */
    private static String plain(String name) {
        String bare =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return BETWEEN.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll("-").replaceAll("^-|-$", "");
    }
}
