package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A reply, as typed. */
record ReplyForm(String text) implements KeptForm {
    ReplyForm {
        text = requireNonNullElse(text, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "ReplyForm";
    }
}
