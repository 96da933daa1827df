/** What the whole repository must keep true: its architecture and its house rules. */
@NullMarked
package org.openbloctel.acceptance;

import org.jspecify.annotations.NullMarked;
