package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;

/** An e-mail and a password, as typed. */
record SignInForm(String email, TypedSecret password) implements KeptForm {
    SignInForm {
        email = requireNonNullElse(email, "");
        password = requireNonNullElse(password, TypedSecret.NONE);
    }
}
