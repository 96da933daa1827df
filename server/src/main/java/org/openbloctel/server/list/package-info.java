/**
 * Who learns of the opposition list: the guard’s pages, look-ups on both ports.
 *
 * <pre>
 *     guard
 *     lookup
 * </pre>
 */
@NullMarked
package org.openbloctel.server.list;

import org.jspecify.annotations.NullMarked;
