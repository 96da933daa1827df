@NullMarked
package org.openbloctel.server.portal;

import org.jspecify.annotations.NullMarked;
