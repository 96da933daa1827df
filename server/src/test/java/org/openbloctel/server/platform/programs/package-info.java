@NullMarked
package org.openbloctel.server.platform.programs;

import org.jspecify.annotations.NullMarked;
