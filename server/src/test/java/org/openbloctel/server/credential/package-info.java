@NullMarked
package org.openbloctel.server.credential;

import org.jspecify.annotations.NullMarked;
