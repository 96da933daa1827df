@NullMarked
package org.openbloctel.server.company;

import org.jspecify.annotations.NullMarked;
