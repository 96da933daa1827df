package org.openbloctel.registry.submission;

import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.refusal.RefusedException;

/** Says which campaign a file is for, when its sender names one by its id. Thread-safe. */
public interface CampaignLinks {
    /** Where there are no campaigns: an id is words like others. */
    CampaignLinks NONE = new CampaignLinks() {
        @Override
        public Optional<Linked> toSubmitFor(UUID company, UUID campaign) {
            return Optional.empty();
        }

        @Override
        public void requireMandate(UUID company, UUID campaign) {}
    };

    /**
     * The campaign that a company submits a file for.
     *
     * @throws RefusedException when there is none, it is over, or the company's mandate for it has ended
     */
    Optional<Linked> toSubmitFor(UUID company, UUID campaign);

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
