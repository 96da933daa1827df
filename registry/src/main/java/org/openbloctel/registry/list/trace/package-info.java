/**
 * The traces of checks: which numbers were checked for whom, when, and with what answer, for as long as a fine may be decided. A check of a file
 * or of look-ups leaves the set of its numbers as keyed prints, in encrypted files of the vault of submissions; a check of the same numbers
 * refers to the set that is there. {@code scrubbing}, {@code campaign} and {@code lookup} add traces; {@code evidence} alone reads them, for
 * inspectors and for signals; {@code lookup} asks only which principals had a check. It owns the tables {@code trace_…}. Invariant: a row
 * names a file that is whole; a file without a row is garbage, which the sweep removes.
 */
@NullMarked
package org.openbloctel.registry.list.trace;

import org.jspecify.annotations.NullMarked;
