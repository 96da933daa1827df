/** The pages of signals. */
@NullMarked
package org.openbloctel.server.signal;

import org.jspecify.annotations.NullMarked;
