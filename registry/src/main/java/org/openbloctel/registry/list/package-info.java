/**
 * The opposition list, and who learns of it: revisions, traces of checks, the guard, look-ups.
 *
 * <pre>
 *     lookup       ──→  guard, publication, trace
 *     guard        ──→  company, consumer
 *     publication
 *     trace
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.list;

import org.jspecify.annotations.NullMarked;
