/**
 * The security log: who came in, who was refused, who downloaded, and how much each key was used. Owns these tables. Any feature writes to
 * it; unlike the audit trail it takes what failed, too, and is written a moment later. Invariant: a field is an id or a word of a fixed
 * list, never a text that someone typed or sent.
 */
@NullMarked
package org.openbloctel.registry.platform.security;

import org.jspecify.annotations.NullMarked;
