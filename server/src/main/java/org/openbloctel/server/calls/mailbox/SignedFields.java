package org.openbloctel.server.calls.mailbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which fields the signatures of a mail cover, as their headers {@code DKIM-Signature} (RFC 6376) say. Anyone with a copy of a signed
 * mail may add what is not covered, and the signature holds all the same. That it holds is the receiving server's to say.
 */
final class SignedFields {
    private final List<Signature> signatures;

    private SignedFields(List<Signature> signatures) {
        this.signatures = signatures;
    }

    /**
     * A signature.
     *
     * @param partly whether it covers a beginning of the body alone, so that attachments may have been added
     */
    private record Signature(String domain, Set<String> fields, boolean partly) {
        boolean isOf(String signer) {
            return signer.equals(domain) || signer.endsWith("." + domain);
        }
    }

    static SignedFields of(List<String> headers) {
        List<Signature> signatures = new ArrayList<>();
        for (String header : headers) {
            Map<String, String> tags = new HashMap<>();
            for (String tag : header.replaceAll("\\s", "").split(";", -1)) {
                int equals = tag.indexOf('=');
                if (equals > 0) {
                    tags.put(tag.substring(0, equals), tag.substring(equals + 1).toLowerCase(Locale.ROOT));
                }
            }
            signatures.add(new Signature(
                    tags.getOrDefault("d", ""),
                    new HashSet<>(List.of(tags.getOrDefault("h", "").split(":", -1))),
                    tags.containsKey("l")));
        }
        return new SignedFields(signatures);
    }

    /** Whether all signatures of this domain cover the whole body, and the day on which it was sent. */
    boolean holdTogether(String signer) {
        return signatures.stream()
                .filter(one -> one.isOf(signer))
                .allMatch(one -> !one.partly() && one.fields().contains("date"));
    }

    /**
     * Whether a field is as these domains signed it. Some services (Microsoft 365) sign neither To nor Cc: what stands there is then
     * believed as it is.
     */
    boolean covers(String field, Set<String> signers) {
        List<Signature> theirs = signatures.stream()
                .filter(one -> signers.stream().anyMatch(one::isOf))
                .toList();
        return theirs.stream()
                .allMatch(one -> one.fields().contains(field)
                        || (!one.fields().contains("to") && !one.fields().contains("cc")));
    }
}
