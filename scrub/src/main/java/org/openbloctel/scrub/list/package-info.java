/**
 * Opposition lists: an immutable snapshot with a revision, a time and a digest, its file format (docs/formats/list.md),
 * its builder and its changes. Depends on numbers and on the disk; knows nothing of call files.
 *
 * <p>Invariant: the same numbers give the same bytes, in any order and spelling.
 *
 * <p>A list has two forms. At rest it is {@code Blocks} of 65,536 numbers, sparse (a byte a member) or a bit map: 12 million French numbers
 * take 15 MB, opened by a memory map and a checksum over the whole file; a probe takes 250 ns in a process that has just started, 40 ns
 * once compiled. Probed often it is {@code ProbeBits}, one bit a number in pages of 2¹⁸ numbers, without the pages that hold none: some 68
 * MB, unpacked once in 60 ms; a probe takes some 10 ns when many are in flight. See docs/decisions/0003.
 */
@NullMarked
package org.openbloctel.scrub.list;

import org.jspecify.annotations.NullMarked;
