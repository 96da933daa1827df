@NullMarked
package org.openbloctel.server.service.site;

import org.jspecify.annotations.NullMarked;
