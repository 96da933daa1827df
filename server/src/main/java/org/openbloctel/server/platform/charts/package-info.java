/** Charts as numbers and places, which fragments of templates draw. */
@NullMarked
package org.openbloctel.server.platform.charts;

import org.jspecify.annotations.NullMarked;
