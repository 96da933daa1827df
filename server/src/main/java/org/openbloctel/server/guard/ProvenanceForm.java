package org.openbloctel.server.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.registry.guard.Provenance;

/** Where numbers come from, as typed. */
record ProvenanceForm(String text, String papers) {
    ProvenanceForm {
        text = requireNonNullElse(text, "");
        papers = requireNonNullElse(papers, "");
    }

    /** As it was said before. */
    static ProvenanceForm of(Provenance said) {
        return new ProvenanceForm(said.text(), requireNonNullElse(said.papers(), ""));
    }
}
