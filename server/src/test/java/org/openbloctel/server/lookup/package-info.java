@NullMarked
package org.openbloctel.server.lookup;

import org.jspecify.annotations.NullMarked;
