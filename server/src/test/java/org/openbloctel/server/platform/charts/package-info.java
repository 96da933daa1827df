@NullMarked
package org.openbloctel.server.platform.charts;

import org.jspecify.annotations.NullMarked;
