package org.openbloctel.server.list.lookup;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;

/** Keeps keys that act for some companies alone to the campaigns of these. Asks the database for such keys only. Thread-safe. */
@Component
public final class KeyBinding {
    private final Campaigns campaigns;

    KeyBinding(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * Refuses a key that may not act in a campaign. One that is not there is left to the feature, which answers for each call.
     *
     * @param campaign its id as written; null for calls and look-ups of the key's own company
     */
    public void require(SignedIn.Key key, @Nullable String campaign) {
        if (!key.isBound() || key.test()) {
            return;
        }
        if (campaign == null) {
            key.requireFor(key.company());
        } else {
            id(campaign).flatMap(campaigns::any).ifPresent(found -> key.requireFor(found.principal()));
        }
    }

    private static Optional<UUID> id(String written) {
        try {
            return Optional.of(UUID.fromString(written.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
