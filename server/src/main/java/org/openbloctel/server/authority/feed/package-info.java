/** The daily feed of complaints for other authorities: its API, and the page on which inspectors make and revoke its keys. */
@NullMarked
package org.openbloctel.server.authority.feed;

import org.jspecify.annotations.NullMarked;
