/** Tests of the pages of evidence. */
@NullMarked
package org.openbloctel.server.authority.evidence;

import org.jspecify.annotations.NullMarked;
