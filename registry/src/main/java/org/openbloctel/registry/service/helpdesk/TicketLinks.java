package org.openbloctel.registry.service.helpdesk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.SealedTexts;
import org.openbloctel.registry.platform.vault.SignedId;

/**
 * The names of a ticket in mails: the token of a secret link, and the mark by which a reply is threaded. Both end in a keyed print, so that none is
 * guessed and none is kept. The link goes to the asker's address alone. Thread-safe.
 */
final class TicketLinks {
    /** 50 bits: a guess by mail is one in 10¹⁵. */
    private static final int MARK_SYMBOLS = 10;

    private static final String SYMBOLS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SealedTexts seal;
    private final String portal;

    TicketLinks(SealedTexts seal, URI portal) {
        this.seal = seal;
        this.portal = portal.toString().replaceFirst("/$", "");
    }

    /** The address of a page of the portal. */
    String page(String path) {
        return portal + path;
    }

    /** The address of the page that shows a ticket to the holder of the link. */
    String address(UUID ticket) {
        return portal + "/contact/suivi#jeton=" + token(ticket);
    }

    private String token(UUID ticket) {
        return SignedId.token(ticket, seal.print("link", ticket.toString()));
    }

    /** The ticket that a token shows; refuses one that is not whole. */
    UUID shown(String token) {
        return SignedId.read(token)
                .filter(id -> SignedId.matches(token, token(id)))
                .orElseThrow(() -> new RefusedException(new HelpdeskRefusal.UnknownTicket()));
    }

    /** The mark in the subject and the reply address of a mail about a ticket: {@code Q-7K3M-9PXR-ABCDEFGHJK}. */
    String mark(TicketReference reference) {
        byte[] print = seal.print("reply", reference.symbols());
        StringBuilder mark = new StringBuilder(reference.spelled()).append('-');
        for (int i = 0; i < MARK_SYMBOLS; i++) {
            mark.append(SYMBOLS.charAt(Byte.toUnsignedInt(print[i]) % SYMBOLS.length()));
        }
        return mark.toString();
    }

    /** The reference in a mark that is ours; empty for any other text. */
    Optional<TicketReference> marked(String text) {
        int end = text.lastIndexOf('-');
        if (end < 0) {
            return Optional.empty();
        }
        return TicketReference.read(text.substring(0, end))
                .filter(reference -> MessageDigest.isEqual(
                        ascii(mark(reference)),
                        ascii(text.toUpperCase(Locale.ROOT).strip())));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
