@NullMarked
package org.openbloctel.server.site;

import org.jspecify.annotations.NullMarked;
