package org.openbloctel.server.calls.consent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of consents, with the names that the file of settings has.
 *
 * @param evidenceFolder where the encrypted evidence lies, shared by all servers of one registry; null for the data folder
 */
@ConfigurationProperties("openbloctel.consents")
record ConsentSettings(@Nullable Path evidenceFolder) {
    /** The folder of evidence, in this data folder where no other is set. */
    Path evidence(Path dataFolder) {
        return evidenceFolder == null ? dataFolder.resolve("evidence") : evidenceFolder;
    }
}
