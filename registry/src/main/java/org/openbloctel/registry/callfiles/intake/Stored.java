package org.openbloctel.registry.callfiles.intake;

import java.util.List;
import org.openbloctel.registry.platform.filevault.WrappedKey;

/**
 * A received file in the vault.
 *
 * @param parts the names of its pieces
 * @param size bytes, decrypted
 * @param sha256 of them, hexadecimal
 */
record Stored(List<String> parts, long size, String sha256, WrappedKey key) {}
