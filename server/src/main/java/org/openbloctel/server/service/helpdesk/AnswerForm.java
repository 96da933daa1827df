package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

/**
 * An answer, as typed.
 *
 * @param waits whether it asks something back
 */
record AnswerForm(String text, Boolean waits) {
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
