/** Files that appear under their name only once they are whole. Depends on nothing. */
@NullMarked
package org.openbloctel.scrub.disk;

import org.jspecify.annotations.NullMarked;
