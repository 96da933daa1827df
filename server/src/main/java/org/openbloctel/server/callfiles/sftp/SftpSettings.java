package org.openbloctel.server.callfiles.sftp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may set of the SFTP server.
 *
 * @param host the name by which clients reach it
 * @param address where it listens
 * @param port at which port; null for none, but in the demo
 * @param demo whether it listens anyway, at 2222 or where there is a place
 * @param hostKey the file of its key
 * @param connections the most in all
 * @param connectionsOfAnAddress the most of one address
 */
record SftpSettings(
        String host,
        String address,
        @Nullable Integer port,
        boolean demo,
        Path hostKey,
        int connections,
        int connectionsOfAnAddress) {}
