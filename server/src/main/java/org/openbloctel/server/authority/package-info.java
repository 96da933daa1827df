/**
 * What inspectors see and decide: complaints, evidence, signals, case files, the feed.
 *
 * <pre>
 *     evidence    ──→  inspection
 *     inspection  ──→  complaint, credential
 *     casefile
 *     complaint
 *     feed
 *     signal
 * </pre>
 */
@NullMarked
package org.openbloctel.server.authority;

import org.jspecify.annotations.NullMarked;
