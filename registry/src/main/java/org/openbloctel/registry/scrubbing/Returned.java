package org.openbloctel.registry.scrubbing;

/**
 * A returned file under the name by which it is downloaded.
 *
 * @param name what it is called for its reader
 * @param size bytes
 * @param sha256 of them, hexadecimal
 */
public record Returned(FileKind kind, String name, long size, String sha256) {}
