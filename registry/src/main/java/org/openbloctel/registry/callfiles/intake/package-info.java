/**
 * Call files on their way in. {@link org.openbloctel.registry.callfiles.intake.Reception} receives whole files,
 * {@link org.openbloctel.registry.callfiles.intake.Uploads} those that come in pieces by HTTP,
 * {@link org.openbloctel.registry.callfiles.intake.Inbox} those that are dropped over SFTP; idempotency keys and equal content make one
 * submission of what came twice. The doors may call it, and the packages that work on submissions. It owns the tables of uploads, dropped
 * files, arrivals and idempotency keys, and writes the first row of a submission. Invariants: a submission is there only once its file is
 * whole and on the disk; its row, its audit entry and its job are one transaction.
 *
 * <p>{@code Uploads} and {@code Inbox} store their pieces in {@code PartialFiles}. On every channel, the transaction that writes the row
 * asks {@code Reception.SameContent}, under a lock of company and content. SFTP does not announce a file's length: {@code Inbox} holds it until it is
 * complete, and {@code Arrivals} records the outcome (docs/decisions/0048). {@code KeptBytes} limits the share of each company
 * (docs/decisions/0133).
 */
@NullMarked
package org.openbloctel.registry.callfiles.intake;

import org.jspecify.annotations.NullMarked;
