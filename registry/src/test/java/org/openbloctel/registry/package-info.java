/** What the tests of all features use. */
@NullMarked
package org.openbloctel.registry;

import org.jspecify.annotations.NullMarked;
