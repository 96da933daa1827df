/**
 * Encrypted files in one folder: {@link org.openbloctel.registry.platform.filevault.Vault} writes and reads them, each under a key of its own, and
 * {@link org.openbloctel.registry.platform.filevault.WrappedKey} is that key as a row keeps it. Any feature that keeps files may call it. It has no
 * table and knows no feature: which files are wanted is known by the rows of its callers. Invariant: a file that was cut off, altered,
 * renamed or moved cannot be read; a file without its key is nothing.
 *
 * <p>The vault encrypts and hands the bytes to its {@code StoredFiles}: {@code FolderFiles}, or a store of the server. A folder's name
 * begins with its {@code Vault.Kind}: a release that does not know a kind leaves its folders alone, so a new kind of files that outlives a
 * submission needs one. {@code DiskRoom} always leaves some of the disk free (docs/decisions/0085), and {@code FileWatch} checks whether
 * this server sees the files that rows name (docs/decisions/0097). What a {@code Seal} writes, only the reader's key opens
 * (docs/decisions/0071).
 */
@NullMarked
package org.openbloctel.registry.platform.filevault;

import org.jspecify.annotations.NullMarked;
