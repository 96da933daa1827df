package org.openbloctel.server.submission;

import static java.util.Objects.requireNonNullElse;

/** Where the numbers of a held file come from, as typed. */
record ProvenanceForm(String text, String papers) {
    ProvenanceForm {
        text = requireNonNullElse(text, "");
        papers = requireNonNullElse(papers, "");
    }
}
