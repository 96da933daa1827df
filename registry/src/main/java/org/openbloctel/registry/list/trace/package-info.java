/**
 * The traces of checks: which numbers were checked for whom, when, and with what answer, for as long as a fine may be decided. A check of a file
 * or of look-ups leaves the set of its numbers as keyed prints, in encrypted files of the vault of submissions; a check of the same numbers
 * refers to the set that is there. {@code scrubbing}, {@code campaign} and {@code lookup} add traces; {@code evidence} alone reads them, for
 * inspectors and for signals; {@code lookup} asks only which principals had a check. It owns the tables {@code trace_…}. Invariant: a row
 * names a file that is whole; a file without a row is garbage, which the sweep removes.
 *
 * <p>{@code FileLines} hands the numbers of a file with their answers to a {@code CheckedSet}; {@code Traces} writes it as a volume of
 * sorted prints and adds its rows when the submission is published. {@code TracedRechecks} does so for kept numbers, {@code LookupTraces}
 * for look-ups. {@code PrintsWriter} and {@code PrintsReader} have the format, {@code Shape} its arithmetic. {@code TraceKeeping} merges a
 * day's volumes and erases them after three years (docs/decisions/0105).
 */
@NullMarked
package org.openbloctel.registry.list.trace;

import org.jspecify.annotations.NullMarked;
