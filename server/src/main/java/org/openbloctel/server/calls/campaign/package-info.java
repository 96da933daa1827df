/** Campaigns on pages and in the API: what they declare, how the checks of their files stand, numbers that are kept. All rules are the registry's. */
@NullMarked
package org.openbloctel.server.calls.campaign;

import org.jspecify.annotations.NullMarked;
