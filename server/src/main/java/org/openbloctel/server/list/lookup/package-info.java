/**
 * The door for dialers: checks of numbers and verdicts for one call, on the portal's port and on a port of their own, with the same
 * limits, rules and refusals. Owns the connections of that port; HTTP itself is Netty's there.
 */
@NullMarked
package org.openbloctel.server.list.lookup;

import org.jspecify.annotations.NullMarked;
