@NullMarked
package org.openbloctel.server.session;

import org.jspecify.annotations.NullMarked;
