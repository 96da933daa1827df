/**
 * The list as this process knows it: the newest snapshot file, and all changes since, followed from the database. A caller that looks
 * numbers up asks {@link org.openbloctel.registry.list.publication.Publication#current()} for a list and keeps that one object for
 * the whole of what it does.
 *
 * <p>Invariant: what is given out is proved to be no older than a limit, at exactly a revision of {@code list.head}; when that
 * cannot be proved, nothing is given out.
 *
 * <p>Snapshots are encrypted, and held in memory when read. Outside, the list is named by a mark ({@code ListMarks}) and by the
 * {@code PublishedSize} of the last closed day, which tell nothing about a number (docs/decisions/0123); {@code RebuiltLists} lets the
 * doctor recompute a mark.
 */
@NullMarked
package org.openbloctel.registry.list.publication;

import org.jspecify.annotations.NullMarked;
