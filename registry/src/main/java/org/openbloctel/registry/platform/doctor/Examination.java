package org.openbloctel.registry.platform.doctor;

import java.io.IOException;

/** The examination of one feature's data. It writes nothing, and runs while servers work on the same data. */
public interface Examination {
    /** Its permanent name, one word. */
    String name();

    /**
     * Examines all of it.
     *
     * @throws IOException when a folder cannot be read: then nothing is known of it
     */
    void run(Defects defects) throws IOException;
}
