/** The portal in a real Chromium: journeys, and a scan of every page for what keeps people out. */
@NullMarked
package org.openbloctel.acceptance.browser;

import org.jspecify.annotations.NullMarked;
