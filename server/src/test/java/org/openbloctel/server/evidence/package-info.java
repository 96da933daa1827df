/** Tests of the pages of evidence. */
@NullMarked
package org.openbloctel.server.evidence;

import org.jspecify.annotations.NullMarked;
