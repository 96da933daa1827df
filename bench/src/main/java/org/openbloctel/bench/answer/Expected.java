package org.openbloctel.bench.answer;

import java.nio.file.Path;

/**
 * A file that should hold the header and, in order, the rows whose truth is one of the wanted marks.
 *
 * @param wanted marks such as "0" or "0?"
 */
public record Expected(Path file, String wanted, Likeness likeness) {}
