package org.openbloctel.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.report.Measured;

/** A measurement inside this JVM, of something that no whole process shows by itself: the size of a structure, one inner loop. */
interface InProcess {

    /**
     * What there is to measure with.
     *
     * @param text the French list as text, in random order
     * @param prepared the same list as OpenBloctel prepared it
     * @param messy a messy call file
     */
    record Material(Path text, Path prepared, CallFile messy) {}

    /** The measurements to make. */
    List<InProcess> ALL = List.of(EngineMeasurements::reader, EngineMeasurements::list, EngineMeasurements::scaling);

    List<Measured> measure(Material material) throws IOException;
}
