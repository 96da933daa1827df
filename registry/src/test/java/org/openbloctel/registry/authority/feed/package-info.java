/** The feed of complaints and its keys. */
@NullMarked
package org.openbloctel.registry.authority.feed;

import org.jspecify.annotations.NullMarked;
