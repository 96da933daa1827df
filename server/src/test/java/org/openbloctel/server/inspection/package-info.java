@NullMarked
package org.openbloctel.server.inspection;

import org.jspecify.annotations.NullMarked;
