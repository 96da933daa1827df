@NullMarked
package org.openbloctel.server.app;

import org.jspecify.annotations.NullMarked;
