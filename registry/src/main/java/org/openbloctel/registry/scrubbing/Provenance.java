package org.openbloctel.registry.scrubbing;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.NumbersInTexts;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/**
 * Where the numbers of a held file come from, in its company's words.
 *
 * @param papers an address of papers; null without any
 * @param by who said it
 */
public record Provenance(String text, @Nullable String papers, String by, Instant at) {
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_ADDRESS = 500;

    /** Reads what an owner typed; refuses what is blank, too long, holds a phone number, or is no address of a page. */
    static Provenance read(String text, String papers, String by, Instant at) {
        String words = text.strip();
        if (words.isEmpty() || words.length() > MAX_TEXT) {
            throw new RefusedException(new RequestRefusal.UnreadableField("text"));
        }
        NumbersInTexts.refuse("text", words);
        String address = papers.strip();
        if (!address.isEmpty() && !isPage(address)) {
            throw new RefusedException(new RequestRefusal.UnreadableField("papers"));
        }
        return new Provenance(words, address.isEmpty() ? null : address, by, at);
    }

    private static boolean isPage(String address) {
        try {
            URI uri = URI.create(address);
            return address.length() <= MAX_ADDRESS
                    && "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
