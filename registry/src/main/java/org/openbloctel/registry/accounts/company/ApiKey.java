package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a program acts for a company. The key itself is shown once and kept nowhere.
 *
 * @param id its id, which is no secret
 * @param company whose it is
 * @param madeBy the member who made it, and with whom it dies
 * @param name what it is for, in their words
 * @param test whether it is a test key: fixed answers, nothing counted, nothing stored
 * @param beginning its first letters, to tell it from others
 * @param scopes what it may do: codes of {@link Scope}
 * @param principals the companies for which alone it acts; empty for all for which its company may
 * @param networks from where it may be used; see {@link #fromAnywhere}
 * @param madeAt when it was made
 * @param expiresOn the last day it works, or null
 * @param revokedAt when it was revoked, or null
 * @param lastUsedAt when it was used last, to the minute, or null
 */
public record ApiKey(
        UUID id,
        UUID company,
        UUID madeBy,
        String name,
        boolean test,
        String beginning,
        Set<String> scopes,
        Set<UUID> principals,
        List<String> networks,
        Instant madeAt,
        @Nullable LocalDate expiresOn,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** Copies the collections. */
    public ApiKey {
        scopes = Set.copyOf(scopes);
        principals = Set.copyOf(principals);
        networks = List.copyOf(networks);
    }

    /** Whether it may be used from anywhere: a test key without networks, or a real one of which that was decided. */
    public boolean fromAnywhere() {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.endsWith("/0"));
    }

    /** Whether it works on a day, as far as it itself is concerned. */
    public boolean worksOn(LocalDate day) {
        return revokedAt == null && (expiresOn == null || !day.isAfter(expiresOn));
    }

    /** What a key may do. */
    public enum Scope {
        /** Has single numbers checked. */
        CHECKS,
        /** Submits call files and fetches what comes back. */
        SUBMISSIONS,
        /** Asks whether calls may be made. */
        VERDICTS,
        /** Declares campaigns and reports calls. */
        CALLS,
        /** Records consents and withdrawals. */
        CONSENTS,
        /** Keeps the endpoints that are told of what happens. */
        WEBHOOKS;

        /** As it stands in the API and in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
