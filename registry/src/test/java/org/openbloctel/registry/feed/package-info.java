/** The feed of complaints and its keys. */
@NullMarked
package org.openbloctel.registry.feed;

import org.jspecify.annotations.NullMarked;
