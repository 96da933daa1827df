package org.openbloctel.server.callfiles.sftp;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;

/** A public key, as pasted. */
record SftpKeyForm(String name, String line) implements KeptForm {
    SftpKeyForm {
        name = requireNonNullElse(name, "");
        line = requireNonNullElse(line, "");
    }
}
