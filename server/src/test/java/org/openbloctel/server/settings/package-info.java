/** Tests of the settings. */
@NullMarked
package org.openbloctel.server.settings;

import org.jspecify.annotations.NullMarked;
