package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The address of a company in the register of companies, as typed. */
record RegisterForm(String adresse) implements KeptForm {
    RegisterForm {
        adresse = requireNonNullElse(adresse, "");
    }
}
