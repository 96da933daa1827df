package org.openbloctel.bench.data;

import java.nio.file.Path;

/** A call file and the right answer, one byte a row. */
public record CallFile(Path calls, Path truth, long rows, long bytes) {}
