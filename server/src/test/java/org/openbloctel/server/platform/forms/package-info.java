@NullMarked
package org.openbloctel.server.platform.forms;

import org.jspecify.annotations.NullMarked;
