@NullMarked
package org.openbloctel.server.postgres;

import org.jspecify.annotations.NullMarked;
