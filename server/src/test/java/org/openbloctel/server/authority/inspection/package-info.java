@NullMarked
package org.openbloctel.server.authority.inspection;

import org.jspecify.annotations.NullMarked;
