@NullMarked
package org.openbloctel.server.sftp;

import org.jspecify.annotations.NullMarked;
