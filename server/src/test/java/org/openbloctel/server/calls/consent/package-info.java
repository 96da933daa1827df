@NullMarked
package org.openbloctel.server.calls.consent;

import org.jspecify.annotations.NullMarked;
