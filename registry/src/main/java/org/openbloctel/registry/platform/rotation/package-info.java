/**
 * The change of the master key: what lies wrapped by a former one, in whichever feature's table, is wrapped anew.
 *
 * <p>{@code SealedColumn} lists the columns that hold wrapped secrets; a missing one fails {@code RewrappingIT}. Once all are wrapped by
 * the current master key, the former key can be destroyed.
 */
@NullMarked
package org.openbloctel.registry.platform.rotation;

import org.jspecify.annotations.NullMarked;
