package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** What a poll may dial, as typed. */
record PollForm(String total, String perDay, String until, String papers) implements KeptForm {
    PollForm {
        total = requireNonNullElse(total, "");
        perDay = requireNonNullElse(perDay, "");
        until = requireNonNullElse(until, "");
        papers = requireNonNullElse(papers, "");
    }
}
