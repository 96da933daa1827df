/**
 * The list as this process knows it: the newest snapshot file, and all changes since, followed from the database. A caller that looks
 * numbers up asks {@link org.openbloctel.registry.list.publication.Publication#current()} for a list and keeps that one object for
 * the whole of what it does.
 *
 * <p>Invariant: what is given out is proved to be no older than a limit, at exactly a revision of {@code list.head}; when that
 * cannot be proved, nothing is given out.
 */
@NullMarked
package org.openbloctel.registry.list.publication;

import org.jspecify.annotations.NullMarked;
