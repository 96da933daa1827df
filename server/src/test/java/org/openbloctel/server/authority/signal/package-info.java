/** The pages of signals. */
@NullMarked
package org.openbloctel.server.authority.signal;

import org.jspecify.annotations.NullMarked;
