package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** A reply, as typed. */
record ReplyForm(String text) {
    ReplyForm {
        text = requireNonNullElse(text, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "ReplyForm";
    }
}
