@NullMarked
package org.openbloctel.registry.platform.calendar;

import org.jspecify.annotations.NullMarked;
