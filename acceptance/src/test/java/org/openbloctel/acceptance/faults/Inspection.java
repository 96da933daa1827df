package org.openbloctel.acceptance.faults;

import java.util.List;

/** Compares what is there with what should be. */
interface Inspection {
    /** What is wrong, while all servers work and no request is under way; empty when nothing is. */
    List<String> findings() throws Exception;
}
