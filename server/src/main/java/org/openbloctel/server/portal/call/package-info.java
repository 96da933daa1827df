/** Pages about calls that were made, and who refused. */
@NullMarked
package org.openbloctel.server.portal.call;

import org.jspecify.annotations.NullMarked;
