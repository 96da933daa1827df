package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

/** A higher budget, as typed. */
record RaiseForm(String year, String perDay, String until, String papers) {
    RaiseForm {
        year = requireNonNullElse(year, "");
        perDay = requireNonNullElse(perDay, "");
        until = requireNonNullElse(until, "");
        papers = requireNonNullElse(papers, "");
    }
}
