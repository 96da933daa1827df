@NullMarked
package org.openbloctel.server.list.lookup;

import org.jspecify.annotations.NullMarked;
