package org.openbloctel.server.calls.campaign;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The campaign that a reader has chosen in a form, as the page shows it: {@code @chosenCampaign}. Thread-safe. */
@Component
public final class ChosenCampaign {
    private final Campaigns campaigns;
    private final CampaignCover covers;
    private final OutlookShown outlooks;

    ChosenCampaign(Campaigns campaigns, CampaignCover covers, OutlookShown outlooks) {
        this.campaigns = campaigns;
        this.covers = covers;
        this.outlooks = outlooks;
    }

    /** The outlook of the campaign of this id, if the reader may call for it; null for any other text. */
    public OutlookShown.@Nullable Page outlook(@Nullable String id) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (id == null
                || id.isBlank()
                || authentication == null
                || !(authentication.getPrincipal() instanceof SignedIn.Member who)) {
            return null;
        }
        return uuid(id.strip())
                .flatMap(one -> campaigns.find(who.company(), one))
                .map(covers::of)
                .map(outlooks::of)
                .orElse(null);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
