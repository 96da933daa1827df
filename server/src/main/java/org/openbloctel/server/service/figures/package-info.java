/** The public figures: the page, the data and their description. Counts nothing; asks {@code registry.platform.figures}. */
@NullMarked
package org.openbloctel.server.service.figures;

import org.jspecify.annotations.NullMarked;
