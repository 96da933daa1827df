/** Tests of the pages of complaints. */
@NullMarked
package org.openbloctel.server.authority.complaint;

import org.jspecify.annotations.NullMarked;
