package org.openbloctel.registry.campaign;

import java.util.Map;
import java.util.UUID;

/** Tells a company's programs of something, in the open transaction. No phone number is in the data. */
@FunctionalInterface
public interface CampaignEvents {
    /** Tells nobody. */
    CampaignEvents NONE = (company, type, data) -> {};

    /** Tells the company of an event of this type. */
    void raise(UUID company, String type, Map<String, Object> data);
}
