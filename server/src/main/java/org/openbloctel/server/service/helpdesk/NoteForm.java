package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A note, as typed. */
record NoteForm(String text) implements KeptForm {
    NoteForm {
        text = requireNonNullElse(text, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "NoteForm";
    }
}
