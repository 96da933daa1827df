/** Pages that only the demo has: the mail that would have been sent. Elsewhere their addresses are not found. */
@NullMarked
package org.openbloctel.server.portal.demo;

import org.jspecify.annotations.NullMarked;
