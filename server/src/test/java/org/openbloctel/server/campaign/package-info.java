@NullMarked
package org.openbloctel.server.campaign;

import org.jspecify.annotations.NullMarked;
