/**
 * What every door of HTTP has in common: who is signed in, which access a route needs, how a refusal is rendered, the layout and the
 * navigation of pages, how numbers and dates are written. The kernel of all features that have pages or an API; it depends on none
 * of them.
 */
@NullMarked
package org.openbloctel.server.platform.web;

import org.jspecify.annotations.NullMarked;
