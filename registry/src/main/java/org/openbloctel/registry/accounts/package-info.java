/**
 * Who may do what: people and their numbers, companies and their members, keys and plans, the operator’s people, credentials, webhooks.
 *
 * <pre>
 *     webhook     ──→  company
 *     company     ──→  credential, operator
 *     consumer    ──→  credential
 *     operator    ──→  credential
 *     credential
 * </pre>
 */
@NullMarked
package org.openbloctel.registry.accounts;

import org.jspecify.annotations.NullMarked;
