package org.openbloctel.server.callfiles.sftp;

import static java.util.Objects.requireNonNullElse;

/** A public key, as pasted. */
record SftpKeyForm(String name, String line) {
    SftpKeyForm {
        name = requireNonNullElse(name, "");
        line = requireNonNullElse(line, "");
    }
}
