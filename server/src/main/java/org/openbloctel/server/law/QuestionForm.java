package org.openbloctel.server.law;

import static java.util.Objects.requireNonNullElse;

/** A question about calls, as a member types it. */
record QuestionForm(String numbers, String campaign, String sector, String relation, String day, String hour) {
    QuestionForm {
        numbers = requireNonNullElse(numbers, "");
        campaign = requireNonNullElse(campaign, "");
        sector = requireNonNullElse(sector, "");
        relation = requireNonNullElse(relation, "");
        day = requireNonNullElse(day, "");
        hour = requireNonNullElse(hour, "");
    }

    QuestionForm withoutCampaign() {
        return new QuestionForm(numbers, "", sector, relation, day, hour);
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "QuestionForm";
    }
}
