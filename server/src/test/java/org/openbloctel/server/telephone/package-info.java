@NullMarked
package org.openbloctel.server.telephone;

import org.jspecify.annotations.NullMarked;
