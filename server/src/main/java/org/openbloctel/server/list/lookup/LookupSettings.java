package org.openbloctel.server.list.lookup;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The port for look-ups, and how many connections it may have.
 *
 * @param port 0 for any that is free; null for none
 * @param connections the most at once
 * @param connectionsOfAnAddress the most of one address at once; of a trusted proxy there may be any number
 */
@ConfigurationProperties("openbloctel.checks")
record LookupSettings(
        @Nullable @Between(min = 0, max = 65_535) Integer port,
        @Between(min = 1, max = 100_000) int connections,
        @Between(min = 1, max = 100_000) int connectionsOfAnAddress) {}
