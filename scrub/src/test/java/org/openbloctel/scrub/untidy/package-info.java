/** Call files as people have them, made for tests: of this module, and of all that scrub files. */
@NullMarked
package org.openbloctel.scrub.untidy;

import org.jspecify.annotations.NullMarked;
