package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import java.util.UUID;
import org.openbloctel.server.platform.forms.KeptForm;

/**
 * A question, as typed.
 *
 * @param once a random id of the form, so that one that is sent anew after a lost answer is stored once
 */
record TicketForm(String email, String subject, String text, String once) implements KeptForm {
    TicketForm {
        email = requireNonNullElse(email, "");
        subject = requireNonNullElse(subject, "");
        text = requireNonNullElse(text, "");
        once = requireNonNullElse(once, "");
    }

    /** An empty form. */
    static TicketForm empty() {
        return new TicketForm("", "", "", UUID.randomUUID().toString());
    }

    /** Without the texts. */
    @Override
    public String toString() {
        return "TicketForm";
    }
}
