package org.openbloctel.server.list.lookup;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of the port for look-ups, with the names that the file of settings has. */
@ConfigurationProperties("openbloctel.checks")
record LookupProperties(
        @Nullable @Between(min = 0, max = 65_535) Integer port,
        @Between(min = 1, max = 100_000) int connections,
        @Between(min = 1, max = 100_000) int connectionsOfAnAddress) {}
