/** The law of calls on pages: what holds on a day, and each rule through the years. */
@NullMarked
package org.openbloctel.server.portal.law;

import org.jspecify.annotations.NullMarked;
