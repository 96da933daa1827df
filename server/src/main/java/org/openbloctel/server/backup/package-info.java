/** Backups: a database and its files in a folder, without the keys, and back on a bare place. */
@NullMarked
package org.openbloctel.server.backup;

import org.jspecify.annotations.NullMarked;
