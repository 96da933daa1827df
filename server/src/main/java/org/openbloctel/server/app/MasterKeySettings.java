package org.openbloctel.server.app;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.settings.SecretFile;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The master keys.
 *
 * @param masterKey the keys themselves
 * @param masterKeyFile a file with them; what stands in it is taken as the keys themselves where those are empty
 * @param masterKeyCommand a command that writes them; all empty for the file in the data folder
 */
@ConfigurationProperties("openbloctel")
record MasterKeySettings(String masterKey, SecretFile masterKeyFile, String masterKeyCommand) {
    MasterKeySettings {
        String given = requireNonNullElse(masterKey, "");
        masterKey = given.isBlank() ? requireNonNullElse(masterKeyFile.text(), "") : given;
        masterKeyCommand = requireNonNullElse(masterKeyCommand, "");
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "MasterKeySettings";
    }
}
