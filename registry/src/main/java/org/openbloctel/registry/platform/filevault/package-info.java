/**
 * Encrypted files in one folder: {@link org.openbloctel.registry.platform.filevault.Vault} writes and reads them, each under a key of its own, and
 * {@link org.openbloctel.registry.platform.filevault.WrappedKey} is that key as a row keeps it. Any feature that keeps files may call it. It has no
 * table and knows no feature: which files are wanted is known by the rows of its callers. Invariant: a file that was cut off, altered,
 * renamed or moved cannot be read; a file without its key is nothing.
 */
@NullMarked
package org.openbloctel.registry.platform.filevault;

import org.jspecify.annotations.NullMarked;
