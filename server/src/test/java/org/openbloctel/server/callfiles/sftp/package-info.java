@NullMarked
package org.openbloctel.server.callfiles.sftp;

import org.jspecify.annotations.NullMarked;
