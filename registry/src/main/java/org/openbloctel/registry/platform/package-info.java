/**
 * What every feature stands on: database, keys and files, the audit trail, mails to send, figures, retention, legal days, refusals.
 *
 * <pre>
 *     retention  ──→  audit, calendar, database, doctor, vault
 *     rotation   ──→  audit, database, vault
 *     audit      ──→  calendar, database, doctor, vault
 *     figures    ──→  calendar, database
 *     filevault  ──→  database, refusal, vault
 *     outbox     ──→  database, doctor, vault
 *     security   ──→  calendar, database, refusal
 *     session    ──→  database, vault
 *     database   ──→  vault
 *     calendar
 *     doctor
 *     event
 *     refusal
 *     vault
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.platform;

import org.jspecify.annotations.NullMarked;
