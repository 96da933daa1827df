@NullMarked
package org.openbloctel.server.platform.session;

import org.jspecify.annotations.NullMarked;
