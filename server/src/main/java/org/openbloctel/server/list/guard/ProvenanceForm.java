package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * Where numbers come from, as typed.
 *
 * @param stop the id of the stop that it answers; blank for a file
 */
record ProvenanceForm(String text, String papers, String stop) implements KeptForm {
    ProvenanceForm {
        text = requireNonNullElse(text, "");
        papers = requireNonNullElse(papers, "");
        stop = requireNonNullElse(stop, "");
    }

    /** As it was said before. */
    static ProvenanceForm of(Provenance said) {
        return new ProvenanceForm(said.text(), requireNonNullElse(said.papers(), ""), "");
    }
}
