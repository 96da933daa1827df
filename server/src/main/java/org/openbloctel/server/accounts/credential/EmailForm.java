package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** An e-mail, as typed. */
record EmailForm(String email) implements KeptForm {
    EmailForm {
        email = requireNonNullElse(email, "");
    }
}
