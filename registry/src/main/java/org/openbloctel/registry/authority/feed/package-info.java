/**
 * The daily feed of complaints for other authorities, and the keys with which they fetch it. Owns the table {@code accounts.feed_key}. An
 * {@link org.openbloctel.registry.authority.complaint.Inspector} makes and revokes keys. Invariant: the feed has days that are over, and neither the
 * person who complains nor the number that was called.
 */
@NullMarked
package org.openbloctel.registry.authority.feed;

import org.jspecify.annotations.NullMarked;
