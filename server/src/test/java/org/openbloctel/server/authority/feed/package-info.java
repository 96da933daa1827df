/** The feed of complaints over HTTP, and the page of its keys. */
@NullMarked
package org.openbloctel.server.authority.feed;

import org.jspecify.annotations.NullMarked;
