package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.openbloctel.server.platform.forms.KeptForm;

/** A key, as typed. */
record KeyForm(
        String name,
        String kind,
        List<String> scopes,
        List<String> principals,
        String networks,
        Boolean anywhere,
        String expiresOn)
        implements KeptForm {
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
