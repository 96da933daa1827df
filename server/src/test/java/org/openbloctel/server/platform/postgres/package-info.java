@NullMarked
package org.openbloctel.server.platform.postgres;

import org.jspecify.annotations.NullMarked;
