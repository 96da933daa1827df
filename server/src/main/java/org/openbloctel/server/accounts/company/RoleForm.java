package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

/** Another role for a member, as chosen. */
record RoleForm(String role) {
    RoleForm {
        role = requireNonNullElse(role, "");
    }
}
