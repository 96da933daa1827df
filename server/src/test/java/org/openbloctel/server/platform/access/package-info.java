@NullMarked
package org.openbloctel.server.platform.access;

import org.jspecify.annotations.NullMarked;
