package org.openbloctel.server.platform.files;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;

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

    /** The bucket for a command that has the settings by their names; empty where the files are in folders. */
    public static Optional<BucketSettings> of(Map<String, String> given) {
        FilesProperties files = new FilesProperties(
                given.get(PREFIX + "bucket"),
                given.get(PREFIX + "endpoint"),
                given.get(PREFIX + "region"),
                given.get(PREFIX + "prefix"),
                given.get(PREFIX + "access-key"),
                SecretFile.of(given.getOrDefault(PREFIX + "secret-key-file", "")),
                !"false".equals(given.getOrDefault(PREFIX + "path-style", "").strip()),
                TIMEOUT_SECONDS);
        return of(files, false);
    }

    /** What an operator calls the bucket of these settings, for a command that asks it nothing and may not read its key. */
    static Optional<String> named(Map<String, String> given) {
        String bucket = given.getOrDefault(PREFIX + "bucket", "").strip();
        String prefix = given.getOrDefault(PREFIX + "prefix", "").strip();
        return bucket.isEmpty() ? Optional.empty() : Optional.of(said(bucket, prefix));
    }

    static Optional<BucketSettings> of(FilesProperties given, boolean production) {
        String bucket = given.bucket();
        String region = given.region();
        String accessKey = given.accessKey();
        String secretKey = given.secretKeyFile().text();
        if (bucket == null || bucket.isBlank()) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        URI endpoint = endpoint(requireNonNullElse(given.endpoint(), "").strip(), production, problems);
        if (region != null && region.isBlank()) {
            problems.add(PREFIX + "region is empty: give the region of the store, or leave the line out (us-east-1).");
        }
        String names = requireNonNullElse(given.prefix(), "").strip();
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
                given.pathStyle(),
                Duration.ofSeconds(given.timeoutSeconds())));
    }

    private static @Nullable URI endpoint(String address, boolean production, List<String> problems) {
        URI endpoint = null;
        try {
            endpoint = new URI(address);
        } catch (URISyntaxException e) {
            // Said below.
        }
        if (address.isEmpty()) {
            problems.add(PREFIX + "endpoint is empty: give the address of the store.");
        } else if (endpoint == null
                || endpoint.getHost() == null
                || !Set.of("http", "https").contains(requireNonNullElse(endpoint.getScheme(), ""))) {
            problems.add(PREFIX + "endpoint is no address of a store: give one like https://s3.fr-par.example.");
        } else if (production && !endpoint.getScheme().equals("https") && !isHere(endpoint)) {
            problems.add(PREFIX + "endpoint is no https address in production: the key would cross the network in the"
                    + " open.");
        }
        return endpoint;
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
        return said(bucket, prefix);
    }

    private static String said(String bucket, String prefix) {
        return "bucket " + bucket + (prefix.isEmpty() ? "" : ", " + prefix);
    }

    /** The settings of the place of files, with the names that the file of settings has. */
    @ConfigurationProperties("openbloctel.files")
    record FilesProperties(
            @Nullable String bucket,
            @Nullable String endpoint,
            @Nullable String region,
            @Nullable String prefix,
            @Nullable String accessKey,
            SecretFile secretKeyFile,
            boolean pathStyle,
            @Between(min = 1, max = 60) int timeoutSeconds) {}
}
