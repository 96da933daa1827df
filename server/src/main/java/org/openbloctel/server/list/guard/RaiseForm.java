package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A higher budget, as typed. */
record RaiseForm(String year, String perDay, String until, String papers) implements KeptForm {
    RaiseForm {
        year = requireNonNullElse(year, "");
        perDay = requireNonNullElse(perDay, "");
        until = requireNonNullElse(until, "");
        papers = requireNonNullElse(papers, "");
    }
}
