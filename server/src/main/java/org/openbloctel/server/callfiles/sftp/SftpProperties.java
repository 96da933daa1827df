package org.openbloctel.server.callfiles.sftp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Wanted;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of the SFTP server, with the names that the file of settings has. */
@ConfigurationProperties("openbloctel.sftp")
record SftpProperties(
        @Nullable @Between(min = 0, max = 65_535) Integer port,
        @Wanted("give an address of this machine") String address,
        @Nullable Path hostKeyFile,
        @Between(min = 1, max = 10_000) int connections,
        @Between(min = 1, max = 10_000) int connectionsOfAnAddress,
        @Between(min = 1, max = 100_000) int mostPendingFiles,
        @Between(min = 1, max = 100_000_000) int mostPendingMegabytes) {}
