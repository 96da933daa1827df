package org.openbloctel.server.files;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.settings.SecretFile;
import org.openbloctel.server.settings.SettingsException;

/**
 * A bucket of an S3-style store, checked.
 *
 * @param prefix how the names of all objects begin
 * @param pathStyle whether the bucket stands in the path of an address, and not in its host
 * @param timeout for how long the store may send nothing
 */
public record BucketSettings(
        URI endpoint,
        String region,
        String bucket,
        String prefix,
        String accessKey,
        String secretKey,
        boolean pathStyle,
        Duration timeout) {
    private static final String PREFIX = "openbloctel.files.";
    private static final int TIMEOUT_SECONDS = 10;

    static Optional<BucketSettings> of(FilesProperties given, boolean production) {
        return of(
                given.bucket(),
                given.endpoint(),
                given.region(),
                given.prefix(),
                given.accessKey(),
                given.secretKeyFile().text(),
                given.pathStyle(),
                given.timeoutSeconds(),
                production);
    }

    /** The same for a command that has the settings by their names; empty where the files are in folders. */
    public static Optional<BucketSettings> of(Map<String, String> given) {
        String endpoint = given.getOrDefault(PREFIX + "endpoint", "").strip();
        return of(
                given.get(PREFIX + "bucket"),
                endpoint.isEmpty() ? null : URI.create(endpoint),
                given.get(PREFIX + "region"),
                given.get(PREFIX + "prefix"),
                given.get(PREFIX + "access-key"),
                SecretFile.of(given.getOrDefault(PREFIX + "secret-key-file", ""))
                        .text(),
                !"false".equals(given.getOrDefault(PREFIX + "path-style", "").strip()),
                TIMEOUT_SECONDS,
                false);
    }

    private static Optional<BucketSettings> of(
            @Nullable String bucket,
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable String prefix,
            @Nullable String accessKey,
            @Nullable String secretKey,
            boolean pathStyle,
            int timeoutSeconds,
            boolean production) {
        if (bucket == null || bucket.isBlank()) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        if (endpoint == null) {
            problems.add(PREFIX + "endpoint is empty: give the address of the store.");
        } else if (production && !endpoint.getScheme().equals("https") && !isHere(endpoint)) {
            problems.add(PREFIX + "endpoint is no https address in production: the key would cross the network in the"
                    + " open.");
        }
        String names = requireNonNullElse(prefix, "").strip();
        if (!names.matches("([A-Za-z0-9._-]+/)*")) {
            problems.add(PREFIX + "prefix is \"" + names + "\": give letters, digits and a / at its end, or nothing.");
        }
        if (accessKey == null || secretKey == null || accessKey.isBlank() || secretKey.isBlank()) {
            problems.add(PREFIX + "access-key or .secret-key-file is empty: give a key that may read, write, list and"
                    + " delete in this bucket alone.");
        }
        if (endpoint == null || accessKey == null || secretKey == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return Optional.of(new BucketSettings(
                endpoint,
                requireNonNullElse(region, "us-east-1").strip(),
                bucket.strip(),
                names,
                accessKey.strip(),
                secretKey,
                pathStyle,
                Duration.ofSeconds(timeoutSeconds)));
    }

    /** How the names of the objects of a place begin. */
    static String base(String prefix, String place) {
        return prefix + place + "/";
    }

    private static boolean isHere(URI endpoint) {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(requireNonNullElse(endpoint.getHost(), ""));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "bucket " + bucket + (prefix.isEmpty() ? "" : ", " + prefix);
    }
}
