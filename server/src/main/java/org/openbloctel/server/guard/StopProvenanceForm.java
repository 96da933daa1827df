package org.openbloctel.server.guard;

import static java.util.Objects.requireNonNullElse;

/** Where a company's numbers come from, as typed. */
record StopProvenanceForm(String text, String link) {
    StopProvenanceForm {
        text = requireNonNullElse(text, "");
        link = requireNonNullElse(link, "");
    }
}
