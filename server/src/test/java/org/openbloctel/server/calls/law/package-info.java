@NullMarked
package org.openbloctel.server.calls.law;

import org.jspecify.annotations.NullMarked;
