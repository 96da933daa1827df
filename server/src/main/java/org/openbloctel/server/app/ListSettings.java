package org.openbloctel.server.app;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How old the list may be, and the file that is imported into it at the start. */
@ConfigurationProperties("openbloctel.list")
record ListSettings(Duration freshFor, @Nullable Path importFile) {}
