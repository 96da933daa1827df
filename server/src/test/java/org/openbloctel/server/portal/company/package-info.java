@NullMarked
package org.openbloctel.server.portal.company;

import org.jspecify.annotations.NullMarked;
