/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.server.service.incident;

import org.jspecify.annotations.NullMarked;
