/** Tests of the pages of complaints. */
@NullMarked
package org.openbloctel.server.complaint;

import org.jspecify.annotations.NullMarked;
