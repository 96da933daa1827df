/**
 * Call files of a company: submitted by page and API, looked at, corrected, downloaded; the jobs that scrub and erase them; and the
 * queue that the operator sees. All rules are the registry's.
 */
@NullMarked
package org.openbloctel.server.callfiles.submission;

import org.jspecify.annotations.NullMarked;
