package org.openbloctel.server.guard;

import static java.util.Objects.requireNonNullElse;

/** A higher budget, as typed. */
record RaiseForm(String year, String day, String until, String papers) {
    RaiseForm {
        year = requireNonNullElse(year, "");
        day = requireNonNullElse(day, "");
        until = requireNonNullElse(until, "");
        papers = requireNonNullElse(papers, "");
    }
}
