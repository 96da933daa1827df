/**
 * What inspectors see and decide: complaints, evidence, signals, case files, the feed for other authorities; and powers, compared with the trail.
 *
 * <pre>
 *     casefile    ──→  complaint, inspection, signal, company
 *     power       ──→  feed, inspection, guard, company, credential, operator
 *     signal      ──→  complaint, evidence, call, consent, submission, lookup, company
 *     evidence    ──→  complaint, call, consent, publication, trace, company, consumer
 *     feed        ──→  complaint, credential
 *     complaint   ──→  company, consumer
 *     inspection  ──→  credential
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.authority;

import org.jspecify.annotations.NullMarked;
