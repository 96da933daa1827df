package org.openbloctel.server.platform.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the security log goes beside the database; null for nowhere. */
@ConfigurationProperties("openbloctel.security")
record SecuritySettings(@Nullable Path logFile, @Nullable URI syslog) {
    SecuritySettings {
        if (syslog != null && !isAddress(syslog)) {
            throw new SettingsException(List.of("openbloctel.security.syslog is no address of syslog: give"
                    + " tls://HOST:PORT, tcp://HOST:PORT or udp://HOST:PORT."));
        }
    }

    private static boolean isAddress(URI syslog) {
        return syslog.getScheme() != null
                && Set.of("tls", "tcp", "udp").contains(syslog.getScheme())
                && syslog.getHost() != null
                && syslog.getPort() > 0
                && syslog.getPort() <= 65_535
                && syslog.getUserInfo() == null;
    }

    /** Production sends events in the clear to this machine alone. */
    SecuritySettings checked(Settings.Environment environment) {
        if (environment == Settings.Environment.PRODUCTION
                && syslog != null
                && !syslog.getScheme().equals("tls")
                && !isThisMachine(syslog.getHost())) {
            throw new SettingsException(List.of("openbloctel.security.syslog is " + syslog
                    + " in production, where events would cross the network in the clear: give tls://HOST:PORT, or a"
                    + " relay on this machine."));
        }
        return this;
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
