package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/** A key, as typed. */
record KeyForm(
        String name,
        String kind,
        List<String> scopes,
        List<String> principals,
        String networks,
        Boolean anywhere,
        String expiresOn) {
    KeyForm {
        name = requireNonNullElse(name, "");
        kind = requireNonNullElse(kind, "");
        scopes = List.copyOf(requireNonNullElse(scopes, List.of()));
        principals = List.copyOf(requireNonNullElse(principals, List.of()));
        networks = requireNonNullElse(networks, "");
        anywhere = requireNonNullElse(anywhere, false);
        expiresOn = requireNonNullElse(expiresOn, "");
    }
}
