/**
 * Call files on their way in. {@link org.openbloctel.registry.callfiles.intake.Reception} receives whole files, {@link
 * org.openbloctel.registry.callfiles.intake.Uploads} those that come in pieces by HTTP, {@link org.openbloctel.registry.callfiles.intake.Inbox} those that are
 * dropped over SFTP; idempotency keys and equal content make one submission of what came twice. The doors may call it, and the packages
 * that work on submissions. It owns the tables of uploads, dropped files, arrivals and idempotency keys, and writes the first row of a
 * submission. Invariants: a submission is there only once its file is whole and on the disk; its row, its audit entry and its job are one
 * transaction.
 */
@NullMarked
package org.openbloctel.registry.callfiles.intake;

import org.jspecify.annotations.NullMarked;
