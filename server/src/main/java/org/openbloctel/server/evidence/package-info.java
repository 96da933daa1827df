/** The traces of checks, and the evidence that inspectors read in them. */
@NullMarked
package org.openbloctel.server.evidence;

import org.jspecify.annotations.NullMarked;
