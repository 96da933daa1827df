/** Tests of backups that need no database. */
@NullMarked
package org.openbloctel.server.platform.backup;

import org.jspecify.annotations.NullMarked;
