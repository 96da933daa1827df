package org.openbloctel.server.callfiles.certificate;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.RateLimits.Limit;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of a certificate that a reader sees: its company all of it, anyone else nothing of the files and their results. Of a file of one line,
 * the digest is its number, found again in a second, and the result is the answer about it. Anyone may compare a digest instead, a few times an
 * hour. Thread-safe.
 */
@Component
record PublicCertificates(Companies companies, RateLimits limits) {
    /** The comparisons with one certificate from one network. */
    static final Limit OF_A_NETWORK = new Limit("certificate-comparisons", 20, Duration.ofHours(1));

    /** The comparisons with one certificate by all together. */
    static final Limit OF_ALL = new Limit("certificate-comparisons-of-all", 60, Duration.ofHours(1));

    private static final Pattern DIGEST = Pattern.compile("(?:sha256:)?([0-9a-fA-F]{64})");
    private static final JsonMapper JSON = new JsonMapper();

    /** The kind of a compared file. Which of the returned files it is would say more than that it is one of the certificate. */
    enum Match {
        /** The file that was checked. */
        INPUT,
        RETURNED,
        NONE
    }

    /** Whether a certificate is of the reader's company: that gave the file, or for which it was checked. Keys of companies that are not verified do not work. */
    boolean isOwn(@Nullable SignedIn reader, Certificates.Issued issued) {
        UUID company = switch (reader) {
            case SignedIn.Member member -> member.company();
            case SignedIn.Key key -> key.test() || key.isBound() ? null : key.company();
            case null, default -> null;
        };
        if (company == null) {
            return false;
        }
        JsonNode content = JSON.readTree(issued.json());
        // One company at most is verified under a SIREN.
        return companies
                .find(company)
                .filter(Company::verified)
                .map(found -> found.number().siren())
                .filter(siren ->
                        siren.equals(siren(content, "principal")) || siren.equals(siren(content, "submittedBy")))
                .isPresent();
    }

    private static String siren(JsonNode content, String party) {
        return content.path(party).path("siren").asString();
    }

    /** The hexadecimal digits of a SHA-256 as people write it; empty for anything else. */
    static Optional<String> digest(String written) {
        Matcher digest = DIGEST.matcher(written.strip());
        return digest.matches() ? Optional.of(digest.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /**
     * Compares a digest with the files of a certificate. Refused beyond the limits.
     *
     * @param digest 64 lower-case hexadecimal digits
     * @param address of the reader
     */
    Match compare(Certificates.Issued issued, String digest, String address) {
        limits.checkAddress(OF_A_NETWORK, address, issued.id().toString());
        limits.check(OF_ALL, issued.id().toString());
        JsonNode content = JSON.readTree(issued.json());
        String named = "sha256:" + digest;
        if (named.equals(content.path("input").path("sha256").asString())) {
            return Match.INPUT;
        }
        for (JsonNode output : content.path("outputs")) {
            if (named.equals(output.path("sha256").asString())) {
                return Match.RETURNED;
            }
        }
        return Match.NONE;
    }
}
