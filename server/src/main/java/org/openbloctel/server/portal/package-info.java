/**
 * The pages of the portal: what all of them share (layout, navigation, how things are shown) and the public ones. Each
 * feature's pages are in a package of their own below this one.
 */
@NullMarked
package org.openbloctel.server.portal;

import org.jspecify.annotations.NullMarked;
