package org.openbloctel.registry.authority.complaint;

import java.net.URI;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.SignedId;

/**
 * Secret links to one complaint: its id and a keyed print of it, so that none is guessed and none is kept. One shows it; the other, which
 * only a mail holds, proves the address that the mail went to. Thread-safe.
 */
final class ComplaintLinks {
    /** Where the link that shows a complaint leads. */
    static final String PATH = "/signaler/suivi";

    /** Where the link that proves an address leads. */
    static final String ADDRESS_PATH = PATH + "/adresse";

    private final ComplaintSeal seal;
    private final String portal;

    ComplaintLinks(ComplaintSeal seal, URI portal) {
        this.seal = seal;
        this.portal = portal.toString().replaceFirst("/$", "");
    }

    /** The token that shows a complaint. */
    String token(UUID complaint) {
        return SignedId.token(complaint, seal.link("see", complaint.toString()));
    }

    /** The token that proves that mail to an address is read. */
    String proof(UUID complaint, String email) {
        return SignedId.token(complaint, seal.link("prove", complaint + " " + email));
    }

    /** The address of a page of the portal, with a token that browsers keep to themselves. */
    String address(String path, String token) {
        return portal + path + "#jeton=" + token;
    }

    /** The address of a page that asks who reads it. */
    String page(String path) {
        return portal + path;
    }

    /** The complaint that a token shows; refuses one that is not whole. */
    UUID shown(String token) {
        UUID id = id(token);
        require(token, token(id));
        return id;
    }

    /** The complaint that a token names, which says nothing until {@link #requireProof}. */
    static UUID id(String token) {
        return SignedId.read(token).orElseThrow(ComplaintLinks::unknown);
    }

    void requireProof(String token, UUID complaint, String email) {
        require(token, proof(complaint, email));
    }

    private static void require(String given, String right) {
        if (!SignedId.matches(given, right)) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(new ComplaintRefusal.UnknownComplaint());
    }
}
