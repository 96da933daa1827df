/** Tests of backups that need no database. */
@NullMarked
package org.openbloctel.server.backup;

import org.jspecify.annotations.NullMarked;
