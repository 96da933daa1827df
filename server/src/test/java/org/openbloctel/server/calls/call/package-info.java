@NullMarked
package org.openbloctel.server.calls.call;

import org.jspecify.annotations.NullMarked;
