package org.openbloctel.registry.calls.consent;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * One link for each consent, which the company passes on to its giver: it shows that consent alone and withdraws it, without an
 * account and without a code. Its holder can do no more than the company could itself. It holds the consent's id and a keyed
 * print of it, so that none can be guessed and none is kept. Thread-safe.
 */
public final class ConsentLinks {
    /** Where links lead. */
    public static final String PATH = "/retirer-mon-consentement/lien";

    /** No number: a print of a link is like no print of a call. */
    private static final long LINK = 0;

    private static final int ID_BYTES = 16;
    private static final int TOKEN_BYTES = 32;

    private final NumberConsents consents;
    private final NumberPrints prints;
    private final String portal;

    /** Links into this portal. */
    public ConsentLinks(Database database, MasterKeys keys, NumberConsents consents, URI portal) {
        this.consents = consents;
        this.prints = new NumberPrints(database, keys);
        this.portal = portal.toString().replaceFirst("/$", "");
    }

    /** The link of a consent. */
    public String of(UUID consent) {
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES)
                .putLong(consent.getMostSignificantBits())
                .putLong(consent.getLeastSignificantBits())
                .put(prints.printer().print(consent, LINK))
                .array();
        return portal + PATH + "#jeton="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The consent of a link. */
    public GivenConsent shown(String token) {
        return consents.byId(id(token)).orElseThrow(() -> new RefusedException(new LawRefusal.NoConsentLink()));
    }

    /** Withdraws it. The second of two clicks does nothing. */
    public GivenConsent withdraw(String token) {
        UUID id = shown(token).id();
        consents.withdrawById(id, "link:" + id);
        return shown(token);
    }

    private UUID id(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new LawRefusal.NoConsentLink());
        }
        if (bytes.length != TOKEN_BYTES) {
            throw new RefusedException(new LawRefusal.NoConsentLink());
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        UUID id = new UUID(read.getLong(), read.getLong());
        byte[] print = Arrays.copyOfRange(bytes, ID_BYTES, TOKEN_BYTES);
        if (!MessageDigest.isEqual(print, prints.printer().print(id, LINK))) {
            throw new RefusedException(new LawRefusal.NoConsentLink());
        }
        return id;
    }
}
