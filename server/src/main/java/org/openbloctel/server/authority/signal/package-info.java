/** Signals for inspectors: the job that looks for them, the list, and the page of one. */
@NullMarked
package org.openbloctel.server.authority.signal;

import org.jspecify.annotations.NullMarked;
