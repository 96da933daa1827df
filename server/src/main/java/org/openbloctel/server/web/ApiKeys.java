package org.openbloctel.server.web;

import java.util.Optional;

/** Knows one kind of keys of programs. */
@FunctionalInterface
public interface ApiKeys {
    /**
     * Whose key this is; nothing when it is unknown, expired, revoked, or not to be used from this address.
     *
     * @param token what stands behind {@code Bearer}
     * @param address the client's address
     */
    Optional<SignedIn.Key> find(String token, String address);
}
