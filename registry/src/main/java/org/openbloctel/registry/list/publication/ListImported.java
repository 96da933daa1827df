package org.openbloctel.registry.list.publication;

import org.openbloctel.scrub.list.LinesRead;

/**
 * What became of an import.
 *
 * @param read the lines, and which of them could not be read
 * @param added numbers that came on the list
 * @param revision from which revision the list says so
 */
public record ListImported(LinesRead read, long added, long revision) {}
