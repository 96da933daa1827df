/**
 * The scrub: every line of a call file gets one verdict, and nothing else can happen to it. Puts numbers, lists and
 * call files together; the only package that may.
 *
 * <p>Invariant: the returned files together hold every line of the input exactly once, byte for byte and in order. What
 * was not checked is never callable.
 *
 * <p>A scrub of a text file runs like this:
 *
 * <ol>
 *   <li>{@code Unpacked} and {@code LayoutFinder} open the file, or refuse it. Nothing has been written so far.
 *   <li>{@code ReturnedFiles} creates the returned files under hidden names and writes the byte-order mark, titles and header.
 *   <li>Threads take turns at {@code ChunkReader.next}, one a core. A chunk is some 256 KiB of whole records with a ticket, its sequence
 *       number. A file smaller than two chunks is done by the calling thread alone.
 *   <li>Each thread splits its chunk, reads all its numbers, looks them up in one batch and copies runs of lines with one verdict
 *       ({@code ChunkJudge}). {@code WholeLine} then removes callable lines that hold a listed number outside their phone columns, or whose
 *       fields do not match the header (docs/decisions/0058).
 *   <li>{@code ReorderBuffer} merges the chunks in the order of their tickets: counts and named lines are added up, and each verdict's
 *       lines get their position in their file. All threads then write plain files at those positions; packed files are written in order. A
 *       {@code LineConsumer} receives each line with its verdict here (docs/decisions/0064).
 *   <li>{@code ReturnedFiles.publish} writes the report, flushes everything to the disk, removes an older report and renames the files, the
 *       report last. A report means that the set is complete.
 * </ol>
 *
 * <p>A fault in one thread stops the others, and nothing is published. Rows of workbooks and tables have no chunks: each is one call of
 * {@code Judge.line}.
 */
@NullMarked
package org.openbloctel.scrub.engine;

import org.jspecify.annotations.NullMarked;
