package org.openbloctel.registry.certificate;

/**
 * A returned file.
 *
 * @param kind {@code callable}, {@code opposed}, {@code unchecked} or {@code verdicts}
 * @param name its file name
 * @param sha256 {@code sha256:} and the digest in hexadecimal
 */
public record Output(String kind, String name, String sha256) {}
