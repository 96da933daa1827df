/** Tests of the settings. */
@NullMarked
package org.openbloctel.server.platform.settings;

import org.jspecify.annotations.NullMarked;
