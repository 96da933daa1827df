/**
 * The mailbox that call files come to: read by IMAP, taken apart by the rules of MIME, in memory alone. What is decided about a mail and
 * told of it is {@code registry.mailbox}'s.
 */
@NullMarked
package org.openbloctel.server.mailbox;

import org.jspecify.annotations.NullMarked;
