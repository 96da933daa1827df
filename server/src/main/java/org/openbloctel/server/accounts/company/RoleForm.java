package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** Another role for a member, as chosen. */
record RoleForm(String role) implements KeptForm {
    RoleForm {
        role = requireNonNullElse(role, "");
    }
}
