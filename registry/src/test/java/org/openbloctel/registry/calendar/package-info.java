@NullMarked
package org.openbloctel.registry.calendar;

import org.jspecify.annotations.NullMarked;
