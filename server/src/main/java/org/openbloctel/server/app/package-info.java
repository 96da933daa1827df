/** The assembly: configuration, wiring of every feature, start and stop. Nothing depends on it. */
@NullMarked
package org.openbloctel.server.app;

import org.jspecify.annotations.NullMarked;
