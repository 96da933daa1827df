@NullMarked
package org.openbloctel.server.portal.operator;

import org.jspecify.annotations.NullMarked;
