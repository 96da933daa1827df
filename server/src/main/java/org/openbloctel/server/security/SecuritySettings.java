package org.openbloctel.server.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the security log goes beside the database; null for nowhere. */
@ConfigurationProperties("openbloctel.security")
record SecuritySettings(@Nullable Path logFile, @Nullable URI syslog) {
    SecuritySettings {
        if (syslog != null && !isAddress(syslog)) {
            throw new SettingsException(List.of(
                    "openbloctel.security.syslog is no address of syslog: give udp://HOST:PORT or tcp://HOST:PORT."));
        }
    }

    private static boolean isAddress(URI syslog) {
        return syslog.getScheme() != null
                && Set.of("udp", "tcp").contains(syslog.getScheme())
                && syslog.getHost() != null
                && syslog.getPort() > 0
                && syslog.getPort() <= 65_535
                && syslog.getUserInfo() == null;
    }
}
