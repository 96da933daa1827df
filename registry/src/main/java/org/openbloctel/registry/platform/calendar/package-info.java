/**
 * Legal time: days are counted in the calendar of Europe/Paris, not in hours.
 */
@NullMarked
package org.openbloctel.registry.platform.calendar;

import org.jspecify.annotations.NullMarked;
