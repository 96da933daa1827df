package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** Whom to invite, as typed. */
record InvitationForm(String email, String role) implements KeptForm {
    InvitationForm {
        email = requireNonNullElse(email, "");
        role = requireNonNullElse(role, "");
    }
}
