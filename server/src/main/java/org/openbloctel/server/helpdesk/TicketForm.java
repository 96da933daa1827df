package org.openbloctel.server.helpdesk;

import static java.util.Objects.requireNonNullElse;

/** A question, as typed. */
record TicketForm(String email, String subject, String text) {
    TicketForm {
        email = requireNonNullElse(email, "");
        subject = requireNonNullElse(subject, "");
        text = requireNonNullElse(text, "");
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "TicketForm";
    }
}
