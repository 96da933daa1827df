package org.openbloctel.registry.authority.complaint;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The statements of an {@code Identity} header of SIP (RFC 8224), which an operator signs for a call: a PASSporT (RFC 8225), of STIR/SHAKEN
 * (RFC 8588) where it has an attestation. Its signature is not verified, since no certificate is fetched: a person who pastes a header may have
 * written it. Immutable; a text that is no header, or a faulty one, is none.
 *
 * @param attestation how far the operator of origin vouches for the number; null for none that is known
 * @param origin the number that called; null for none that can be read
 * @param destinations the numbers that were called, with their country codes
 * @param at when it was signed; null for none that can be read
 * @param originId by which the operator of origin finds the call; empty for none
 * @param certificate where the certificate is said to be, which no one fetches; empty for none
 */
public record IdentityHeader(
        @Nullable Attestation attestation,
        @Nullable CallingNumber origin,
        List<Long> destinations,
        @Nullable Instant at,
        String originId,
        String certificate) {
    /** People state the hour of a call roughly. */
    static final Duration TOLERANCE = Duration.ofMinutes(15);

    private static final int MAX_TEXT = ComplaintDraft.MAX_IDENTITY;
    private static final int MAX_SHOWN = 200;
    private static final int MAX_CANDIDATES = 5;
    private static final long MAX_SECONDS =
            Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    /** Header, claims and signature; the possessive quantifiers never go back. */
    private static final Pattern COMPACT =
            Pattern.compile("([A-Za-z0-9_-]{8,}+)\\.([A-Za-z0-9_-]{8,}+)\\.([A-Za-z0-9_-]{8,}+)");

    private static final Pattern FOLDED = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{2,14}");
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1," + MAX_SHOWN + "}");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Copies the list. */
    public IdentityHeader {
        destinations = List.copyOf(destinations);
    }

    /** How far the operator of origin vouches for the number (RFC 8588). */
    public enum Attestation {
        /** It knows its customer, and the customer's right to the number. */
        A,
        /** It knows its customer, and not the right to the number. */
        B,
        /** It knows only that the call came into its network. */
        C
    }

    /** Whether a statement of the header agrees with the complaint. */
    public enum Match {
        /** It does. */
        SAME,
        /** It does not. */
        OTHER,
        /** One of both says nothing. */
        UNKNOWN
    }

    /** The first header in a text, also among other words and with line breaks of a mail. */
    public static Optional<IdentityHeader> find(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        // A line break stands between words, or where a mail broke the header.
        return Stream.of(" ", "")
                .map(between -> FOLDED.matcher(text).replaceAll(between))
                .flatMap(line -> COMPACT.matcher(line).results().limit(MAX_CANDIDATES))
                .flatMap(one -> read(one.group(1), one.group(2)).stream())
                .findFirst();
    }

    private static Optional<IdentityHeader> read(String header, String claims) {
        JsonNode head = json(header);
        JsonNode body = json(claims);
        if (head == null || body == null || !text(head, "typ").equalsIgnoreCase("passport")) {
            return Optional.empty();
        }
        String attest = text(body, "attest");
        return Optional.of(new IdentityHeader(
                Stream.of(Attestation.values())
                        .filter(one -> one.name().equals(attest))
                        .findFirst()
                        .orElse(null),
                numbers(body.path("orig").path("tn"))
                        .findFirst()
                        .map(CallingNumber::new)
                        .orElse(null),
                numbers(body.path("dest").path("tn")).toList(),
                instant(body.path("iat")),
                text(body, "origid"),
                text(head, "x5u")));
    }

    private static @Nullable JsonNode json(String encoded) {
        try {
            JsonNode node = JSON.readTree(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
            return node.isObject() ? node : null;
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return null;
        }
    }

    /** A plain text of a moderate length; else empty. */
    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() && PLAIN.matcher(value.stringValue()).matches() ? value.stringValue() : "";
    }

    /** One number, or several, each with its country code. */
    private static Stream<Long> numbers(JsonNode node) {
        Stream<JsonNode> all = node.isArray() ? node.valueStream() : Stream.of(node);
        return all.filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(one -> NUMBER.matcher(one).matches())
                .map(one -> Long.valueOf(one.startsWith("+") ? one.substring(1) : one));
    }

    private static @Nullable Instant instant(JsonNode node) {
        boolean seconds = node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() > 0
                && node.longValue() < MAX_SECONDS;
        return seconds ? Instant.ofEpochSecond(node.longValue()) : null;
    }

    /** Whether the number that called is the one that the complaint states. */
    public Match caller(Complaint complaint) {
        CallingNumber caller = complaint.caller();
        return origin == null || caller == null ? Match.UNKNOWN : match(origin.equals(caller));
    }

    /** Whether it was signed for a call to the number of the complaint. */
    public Match called(Complaint complaint) {
        var number = complaint.number();
        return number == null || destinations.isEmpty() ? Match.UNKNOWN : match(destinations.contains(number.e164()));
    }

    /** Whether it was signed near a call of the complaint. */
    public Match time(Complaint complaint) {
        Instant signed = at;
        return signed == null
                ? Match.UNKNOWN
                : match(complaint.calls().stream()
                        .anyMatch(call -> Duration.between(call, signed).abs().compareTo(TOLERANCE) <= 0));
    }

    private static Match match(boolean same) {
        return same ? Match.SAME : Match.OTHER;
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "IdentityHeader[" + attestation + "]";
    }
}
