package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A company's particulars, as its member types them. */
record SignUpForm(String number, String name, String address, String representative, String email) implements KeptForm {
    SignUpForm {
        number = requireNonNullElse(number, "");
        name = requireNonNullElse(name, "");
        address = requireNonNullElse(address, "");
        representative = requireNonNullElse(representative, "");
        email = requireNonNullElse(email, "");
    }
}
