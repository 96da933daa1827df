/**
 * Who may do what: spaces of consumers, companies and the operator, sign-in, webhooks.
 *
 * <pre>
 *     company     ──→  credential
 *     consumer    ──→  credential
 *     operator    ──→  credential
 *     credential
 *     webhook
 * </pre>
 */
@NullMarked
package org.openbloctel.server.accounts;

import org.jspecify.annotations.NullMarked;
