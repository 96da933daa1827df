@NullMarked
package org.openbloctel.server.calls.campaign;

import org.jspecify.annotations.NullMarked;
