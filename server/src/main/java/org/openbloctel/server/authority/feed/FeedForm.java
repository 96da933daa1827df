package org.openbloctel.server.authority.feed;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** The authority for which a key is made, and from where it works. */
record FeedForm(String authority, String networks, Boolean anywhere) implements KeptForm {
    FeedForm {
        authority = requireNonNullElse(authority, "");
        networks = requireNonNullElse(networks, "");
        anywhere = requireNonNullElse(anywhere, false);
    }
}
