/** Complaints about calls: the form, with an account and without, and the pages that show what becomes of each. */
@NullMarked
package org.openbloctel.server.authority.complaint;

import org.jspecify.annotations.NullMarked;
