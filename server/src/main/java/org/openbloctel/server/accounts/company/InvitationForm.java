package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

/** Whom to invite, as typed. */
record InvitationForm(String email, String role) {
    InvitationForm {
        email = requireNonNullElse(email, "");
        role = requireNonNullElse(role, "");
    }
}
