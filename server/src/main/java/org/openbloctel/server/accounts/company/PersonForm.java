package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;

/** A name and a password, as typed. */
record PersonForm(String name, TypedSecret password) implements KeptForm {
    PersonForm {
        name = requireNonNullElse(name, "");
        password = requireNonNullElse(password, TypedSecret.NONE);
    }
}
