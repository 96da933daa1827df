/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.server.incident;

import org.jspecify.annotations.NullMarked;
