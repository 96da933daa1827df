/** Tests of the pages about campaigns. */
@NullMarked
package org.openbloctel.server.portal.campaign;

import org.jspecify.annotations.NullMarked;
