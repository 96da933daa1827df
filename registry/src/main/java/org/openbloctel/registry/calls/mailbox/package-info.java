/**
 * Call files that come by mail: who may send, what each mail came to, who is answered what and how often. Owns the tables of the
 * mailbox. What is IMAP and MIME is the server's; what is a file's is {@code submission}'s. Invariants: a mail is written down before it
 * is acted upon, and settled once; nobody is answered whose address the receiving server does not vouch for; no answer holds a
 * phone number.
 *
 * <p>A mail is answered once all its files are settled (docs/mailbox.md, docs/decisions/0039).
 */
@NullMarked
package org.openbloctel.registry.calls.mailbox;

import org.jspecify.annotations.NullMarked;
