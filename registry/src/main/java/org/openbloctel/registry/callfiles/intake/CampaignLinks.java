package org.openbloctel.registry.callfiles.intake;

import java.util.UUID;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Says which campaign a file is for, when its sender names one. Thread-safe. */
public interface CampaignLinks {
    /**
     * The campaign that a company submits a file for.
     *
     * @param campaign what its sender wrote; only an id names a campaign for sure
     * @throws RefusedException when it is no id, there is no such campaign, it is over, or the company's mandate for it has ended
     */
    Linked toSubmitFor(UUID company, String campaign);

    /** Refuses unless the company may work for the campaign now. */
    void requireMandate(UUID company, UUID campaign);

    /**
     * A campaign as files need it.
     *
     * @param principal whose duty its calls are
     * @param name what its people call it
     */
    record Linked(UUID id, UUID principal, String name) {}
}
