/** The connectors, with the real programs where they can be had. */
@NullMarked
package org.openbloctel.acceptance.connectors;

import org.jspecify.annotations.NullMarked;
