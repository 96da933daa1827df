/** Tests of the guard's pages. */
@NullMarked
package org.openbloctel.server.guard;

import org.jspecify.annotations.NullMarked;
