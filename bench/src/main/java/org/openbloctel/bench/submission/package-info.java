/** Call files submitted to the server as a process of its own. Knows no class of it. */
@NullMarked
package org.openbloctel.bench.submission;

import org.jspecify.annotations.NullMarked;
