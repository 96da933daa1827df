/**
 * Opposition lists: an immutable snapshot with a revision, a time and a digest, its file format (docs/formats/list.md),
 * its builder and its changes. Depends on numbers and on the disk; knows nothing of call files.
 *
 * <p>Invariant: the same numbers give the same bytes, in any order and spelling.
 */
@NullMarked
package org.openbloctel.scrub.list;

import org.jspecify.annotations.NullMarked;
