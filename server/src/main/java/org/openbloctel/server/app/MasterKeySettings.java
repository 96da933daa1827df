package org.openbloctel.server.app;

import static java.util.Objects.requireNonNullElse;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The master keys. */
@ConfigurationProperties("openbloctel")
record MasterKeySettings(String masterKey) {
    MasterKeySettings {
        masterKey = requireNonNullElse(masterKey, "");
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "MasterKeySettings";
    }
}
