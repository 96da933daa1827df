package org.openbloctel.server.platform.files;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SecretFile;
import org.springframework.boot.context.properties.ConfigurationProperties;

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
