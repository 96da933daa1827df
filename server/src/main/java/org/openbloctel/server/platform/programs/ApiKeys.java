package org.openbloctel.server.platform.programs;

import java.net.InetAddress;
import java.util.Optional;
import org.openbloctel.server.platform.access.SignedIn;

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

    /** The client's address; empty where a proxy gives none, so that no key is from there. */
    static Optional<InetAddress> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
