package org.openbloctel.registry.callfiles.scrubbing;

import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;

/**
 * Who takes the numbers of a file while it is judged.
 *
 * @param checked the numbers of each line, for the charge
 * @param asked each number, for the guard
 * @param traced each number with its answer, for the traces
 */
record NumberTakers(LineNumbers checked, Reading asked, Traced traced) {}
