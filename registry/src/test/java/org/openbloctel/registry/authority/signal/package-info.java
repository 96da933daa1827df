/** Each detector on the features that it asks, and the life of a signal. */
@NullMarked
package org.openbloctel.registry.authority.signal;

import org.jspecify.annotations.NullMarked;
