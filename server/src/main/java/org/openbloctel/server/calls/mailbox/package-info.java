/**
 * Call files by mail: the mailbox, read by IMAP and taken apart by the rules of MIME in memory alone, and the page of help for senders.
 * What becomes of a mail is decided by {@code registry.calls.mailbox}.
 *
 * <p>It reads the receiving server's verdict on a mail's signatures, and hands mails to the help desk's address to an {@code OtherAddress},
 * in the transaction that settles them.
 */
@NullMarked
package org.openbloctel.server.calls.mailbox;

import org.jspecify.annotations.NullMarked;
