/** What tests of several packages share. */
@NullMarked
package org.openbloctel.scrub;

import org.jspecify.annotations.NullMarked;
