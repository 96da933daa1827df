/** Tests of the guard's pages. */
@NullMarked
package org.openbloctel.server.list.guard;

import org.jspecify.annotations.NullMarked;
