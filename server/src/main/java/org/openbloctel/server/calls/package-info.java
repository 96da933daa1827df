/**
 * May this call be made: campaigns, calls, consents, verdicts, the mailbox, the law’s pages, the dossier.
 *
 * <pre>
 *     campaign  ──→  call, law
 *     consent   ──→  law, consumer
 *     dossier   ──→  law
 *     call      ──→  lookup
 *     law
 *     mailbox
 *     verdict   ──→  lookup
 * </pre>
 */
@NullMarked
package org.openbloctel.server.calls;

import org.jspecify.annotations.NullMarked;
