package org.openbloctel.server.callfiles.sftp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Wanted;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * What an operator may set of the SFTP server.
 *
 * @param port null for none; the demo listens all the same, at 2222 or at a port that is free
 * @param address where it listens
 * @param hostKeyFile the file of its key
 * @param connections the most in all
 * @param connectionsOfAnAddress the most of one address
 */
@ConfigurationProperties("openbloctel.sftp")
record SftpSettings(
        @Nullable @Between(min = 0, max = 65_535) Integer port,
        @Wanted("give an address of this machine") String address,
        @Nullable Path hostKeyFile,
        @Between(min = 1, max = 10_000) int connections,
        @Between(min = 1, max = 10_000) int connectionsOfAnAddress,
        @Between(min = 1, max = 100_000) int mostPendingFiles,

        @Name("most-pending-megabytes") @DataSizeUnit(DataUnit.MEGABYTES) @Between(min = 1, max = 100_000_000)
        DataSize mostPending) {}
