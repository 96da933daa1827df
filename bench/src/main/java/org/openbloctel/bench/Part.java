package org.openbloctel.bench;

import java.io.IOException;

/** One chapter of the benchmarks. */
@FunctionalInterface
interface Part {
    void run(Session session) throws IOException, InterruptedException;
}
