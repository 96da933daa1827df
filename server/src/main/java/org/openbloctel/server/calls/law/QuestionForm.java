package org.openbloctel.server.calls.law;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A question about calls, as a member types it.
 *
 * @param sector of a page or an address of before there were subjects
 */
record QuestionForm(
        String numbers,
        String campaign,
        String sector,
        String subject,
        String goods,
        String relation,
        String day,
        String hour)
        implements KeptForm {
    QuestionForm {
        numbers = requireNonNullElse(numbers, "");
        campaign = requireNonNullElse(campaign, "");
        sector = requireNonNullElse(sector, "");
        subject = requireNonNullElse(subject, "");
        goods = requireNonNullElse(goods, "");
        relation = requireNonNullElse(relation, "");
        day = requireNonNullElse(day, "");
        hour = requireNonNullElse(hour, "");
    }

    QuestionForm withoutCampaign() {
        return new QuestionForm(numbers, "", sector, subject, goods, relation, day, hour);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "QuestionForm";
    }
}
