package org.openbloctel.server.calls.mailbox;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SecretFile;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.Wanted;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of the mailbox, with the names that the file of settings has. */
@ConfigurationProperties("openbloctel.mailbox")
record MailboxProperties(
        @Nullable String host,
        @Between(min = 1, max = 65_535) int port,
        Settings.Protection protection,
        String user,
        SecretFile passwordFile,
        @Wanted("give the folder that is read") String folder,
        @Between(min = 1, max = 3600) int seconds,
        String address,
        String authservId,
        @Between(min = 1, max = 1000) int mostMegabytes,
        @Nullable String refusedFolder,
        @Between(min = 1, max = 30) int refusedDays,
        @Between(min = 0, max = 1_000_000) int strangersADay) {
    MailboxProperties {
        user = requireNonNullElse(user, "");
        address = requireNonNullElse(address, "");
        authservId = requireNonNullElse(authservId, "");
    }
}
