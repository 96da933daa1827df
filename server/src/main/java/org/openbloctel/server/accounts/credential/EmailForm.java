package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

/** An e-mail, as typed. */
record EmailForm(String email) {
    EmailForm {
        email = requireNonNullElse(email, "");
    }
}
