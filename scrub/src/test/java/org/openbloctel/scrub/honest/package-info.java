/** Exports of real programs, made for tests: each line's verdict is known. */
@NullMarked
package org.openbloctel.scrub.honest;

import org.jspecify.annotations.NullMarked;
