/** Pages about campaigns. */
@NullMarked
package org.openbloctel.server.portal.campaign;

import org.jspecify.annotations.NullMarked;
