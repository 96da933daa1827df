/**
 * The scrub: every line of a call file gets one verdict, and nothing else can happen to it. Puts numbers, lists and
 * call files together; the only package that may.
 *
 * <p>Invariant: the returned files together hold every line of the input exactly once, byte for byte and in order. What
 * was not checked is never callable.
 */
@NullMarked
package org.openbloctel.scrub.engine;

import org.jspecify.annotations.NullMarked;
