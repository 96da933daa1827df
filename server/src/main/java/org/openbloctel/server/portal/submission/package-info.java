/** Call files of a company: submitted, looked at, corrected, downloaded; a few numbers checked; and the operator's queue. */
@NullMarked
package org.openbloctel.server.portal.submission;

import org.jspecify.annotations.NullMarked;
