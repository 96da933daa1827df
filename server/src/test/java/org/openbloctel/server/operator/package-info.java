@NullMarked
package org.openbloctel.server.operator;

import org.jspecify.annotations.NullMarked;
