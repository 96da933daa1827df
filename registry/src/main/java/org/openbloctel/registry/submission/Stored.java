package org.openbloctel.registry.submission;

import java.util.List;

/**
 * A received file in the vault.
 *
 * @param parts the names of its pieces
 * @param size bytes, decrypted
 * @param sha256 of them, hexadecimal
 */
record Stored(List<String> parts, long size, String sha256, WrappedKey key) {}
