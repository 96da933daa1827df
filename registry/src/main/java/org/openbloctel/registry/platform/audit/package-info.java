/**
 * What was done, by whom, to what: entries that can be added but not changed, chained by hash. Any feature writes to it, in
 * its own transaction; no phone number, name or address is ever in it.
 */
@NullMarked
package org.openbloctel.registry.platform.audit;

import org.jspecify.annotations.NullMarked;
