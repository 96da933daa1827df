package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;

/** A new password, as typed, and the one before where it is asked. */
record NewPasswordForm(TypedSecret old, TypedSecret password) implements KeptForm {
    NewPasswordForm {
        old = requireNonNullElse(old, TypedSecret.NONE);
        password = requireNonNullElse(password, TypedSecret.NONE);
    }
}
