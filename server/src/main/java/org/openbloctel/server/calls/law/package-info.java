/** The law of calls on pages: what holds on a day, each rule through the years, and whether a few numbers may be called. */
@NullMarked
package org.openbloctel.server.calls.law;

import org.jspecify.annotations.NullMarked;
