/** Tests of the pages about calls. */
@NullMarked
package org.openbloctel.server.portal.call;

import org.jspecify.annotations.NullMarked;
