/**
 * How people of a company or of the operator prove who they are: password, second factor, links in mails, and the counting
 * of wrong tries. Companies and staff stand on it; it knows neither. Nothing secret is kept readable: passwords are hashed with
 * Argon2id, TOTP secrets encrypted, links and recovery codes hashed.
 */
@NullMarked
package org.openbloctel.registry.accounts.credential;

import org.jspecify.annotations.NullMarked;
