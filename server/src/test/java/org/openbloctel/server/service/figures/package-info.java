/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.server.service.figures;

import org.jspecify.annotations.NullMarked;
