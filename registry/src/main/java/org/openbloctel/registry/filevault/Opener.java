package org.openbloctel.registry.filevault;

import java.io.IOException;
import java.io.InputStream;

/** Opens the bytes of a file, decrypted, from their beginning; as often as need be. */
@FunctionalInterface
public interface Opener {
    /** Opens them. */
    InputStream open() throws IOException;
}
