package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

/** The address of a company in the register of companies, as typed. */
record RegisterForm(String adresse) {
    RegisterForm {
        adresse = requireNonNullElse(adresse, "");
    }
}
