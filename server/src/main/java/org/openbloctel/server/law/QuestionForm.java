package org.openbloctel.server.law;

import static java.util.Objects.requireNonNullElse;

/** What somebody asks about calls, as typed. */
record QuestionForm(String numbers, String campaign, String sector, String relation, String day, String hour) {
    QuestionForm {
        numbers = requireNonNullElse(numbers, "");
        campaign = requireNonNullElse(campaign, "");
        sector = requireNonNullElse(sector, "");
        relation = requireNonNullElse(relation, "");
        day = requireNonNullElse(day, "");
        hour = requireNonNullElse(hour, "");
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "QuestionForm";
    }
}
