package org.openbloctel.server.calls.campaign;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A campaign, as typed.
 *
 * @param sector only of a page of the release before, which has no subjects
 */
record CampaignForm(
        String principal,
        String name,
        String sector,
        String subject,
        String goods,
        String ground,
        String evidence,
        String startsOn,
        String endsOn)
        implements KeptForm {
    CampaignForm {
        principal = requireNonNullElse(principal, "");
        name = requireNonNullElse(name, "");
        sector = requireNonNullElse(sector, "");
        subject = requireNonNullElse(subject, "");
        goods = requireNonNullElse(goods, "");
        ground = requireNonNullElse(ground, "");
        evidence = requireNonNullElse(evidence, "");
        startsOn = requireNonNullElse(startsOn, "");
        endsOn = requireNonNullElse(endsOn, "");
    }

    /** The same with these days. */
    CampaignForm on(LocalDate first, LocalDate last) {
        return new CampaignForm(
                principal, name, sector, subject, goods, ground, evidence, first.toString(), last.toString());
    }
}
