package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** A note, as typed. */
record NoteForm(String text) {
    NoteForm {
        text = requireNonNullElse(text, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "NoteForm";
    }
}
