/** The pages that the {@code type} of a problem leads to: every code with its meaning and its cure. */
@NullMarked
package org.openbloctel.server.portal.problem;

import org.jspecify.annotations.NullMarked;
