/** What forms share: what was typed, refusals beside their fields, files that are read as they come, and input that outlives its session. */
@NullMarked
package org.openbloctel.server.platform.forms;

import org.jspecify.annotations.NullMarked;
