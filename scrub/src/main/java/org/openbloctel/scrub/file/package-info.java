/**
 * Call files as call centres really have them: what a file is (layout, container), where its phone columns are, and its
 * lines in chunks whose borders are exact. Knows numbers, for finding the column; knows nothing of lists.
 *
 * <p>The end of a line decides which number judges it, so it must be exact for any input. {@code ChunkReader} visits the quotes in order
 * with the state of RFC 4180 and leaves only those in the chunk's mask that open, close or are doubled; every chunk begins outside quotes.
 * In the parallel part the parity of the bits before a position shows whether it is quoted: a prefix exclusive-or over 64 bits at a time.
 * Records beyond 1 MiB, and quotes still open at the end, come as spoiled pieces: unchecked, and streamed. {@code QuoteCheck} looks at
 * records of several lines once more. {@code LayoutFinder} needs 64 KiB to detect encoding, separator, titles, header, width and phone
 * columns. See docs/decisions/0004.
 */
@NullMarked
package org.openbloctel.scrub.file;

import org.jspecify.annotations.NullMarked;
