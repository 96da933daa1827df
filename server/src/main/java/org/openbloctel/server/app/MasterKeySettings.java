package org.openbloctel.server.app;

import static java.util.Objects.requireNonNullElse;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The master keys.
 *
 * @param masterKey the keys themselves
 * @param masterKeyCommand a command that writes them; both empty for the file in the data folder
 */
@ConfigurationProperties("openbloctel")
record MasterKeySettings(String masterKey, String masterKeyCommand) {
    MasterKeySettings {
        masterKey = requireNonNullElse(masterKey, "");
        masterKeyCommand = requireNonNullElse(masterKeyCommand, "");
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "MasterKeySettings";
    }
}
