package org.openbloctel.server.campaign;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;

/** A campaign, as typed. */
record CampaignForm(
        String principal, String name, String sector, String ground, String evidence, String startsOn, String endsOn) {
    CampaignForm {
        principal = requireNonNullElse(principal, "");
        name = requireNonNullElse(name, "");
        sector = requireNonNullElse(sector, "");
        ground = requireNonNullElse(ground, "");
        evidence = requireNonNullElse(evidence, "");
        startsOn = requireNonNullElse(startsOn, "");
        endsOn = requireNonNullElse(endsOn, "");
    }

    /** The same with these days. */
    CampaignForm on(LocalDate first, LocalDate last) {
        return new CampaignForm(principal, name, sector, ground, evidence, first.toString(), last.toString());
    }
}
