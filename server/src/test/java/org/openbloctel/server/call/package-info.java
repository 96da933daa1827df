@NullMarked
package org.openbloctel.server.call;

import org.jspecify.annotations.NullMarked;
