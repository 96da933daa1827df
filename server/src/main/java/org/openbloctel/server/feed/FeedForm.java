package org.openbloctel.server.feed;

import static java.util.Objects.requireNonNullElse;

/** The authority for which a key is made. */
record FeedForm(String authority) {
    FeedForm {
        authority = requireNonNullElse(authority, "");
    }
}
