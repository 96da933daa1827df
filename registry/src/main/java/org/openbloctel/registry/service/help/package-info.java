/**
 * The database of the help: the stems of words, and the words of searches without a result.
 *
 * <p>Invariant: of a search, only words made of letters are kept, and nothing about the reader.
 */
@NullMarked
package org.openbloctel.registry.service.help;

import org.jspecify.annotations.NullMarked;
