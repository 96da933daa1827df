@NullMarked
package org.openbloctel.server.platform.telephone;

import org.jspecify.annotations.NullMarked;
