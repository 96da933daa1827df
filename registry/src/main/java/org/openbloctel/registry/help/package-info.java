/**
 * What the help needs of the database: the stems of words, and the words that readers looked for in vain.
 *
 * <p>Invariant: of a search only words are kept that are made of letters alone, and never who looked for them.
 */
@NullMarked
package org.openbloctel.registry.help;

import org.jspecify.annotations.NullMarked;
