/** The traces of checks, and the evidence that inspectors read in them. */
@NullMarked
package org.openbloctel.server.authority.evidence;

import org.jspecify.annotations.NullMarked;
