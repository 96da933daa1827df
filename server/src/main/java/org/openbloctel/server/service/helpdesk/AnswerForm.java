package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/**
 * An answer, as typed.
 *
 * @param waits whether it asks something back
 */
record AnswerForm(String text, Boolean waits) implements KeptForm {
    AnswerForm {
        text = requireNonNullElse(text, "");
        waits = requireNonNullElse(waits, false);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "AnswerForm";
    }
}
