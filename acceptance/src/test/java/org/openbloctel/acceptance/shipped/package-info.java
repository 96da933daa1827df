/** The product as it is shipped, driven from outside: nothing of the test class path is on its own. */
@NullMarked
package org.openbloctel.acceptance.shipped;

import org.jspecify.annotations.NullMarked;
