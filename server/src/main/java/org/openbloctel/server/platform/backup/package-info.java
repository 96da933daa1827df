/** Backups: a database and its files in a folder, without the keys, and their restore into an empty installation. */
@NullMarked
package org.openbloctel.server.platform.backup;

import org.jspecify.annotations.NullMarked;
