@NullMarked
package org.openbloctel.server.platform.document;

import org.jspecify.annotations.NullMarked;
