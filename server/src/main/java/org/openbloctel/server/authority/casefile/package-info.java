/**
 * Case files: pages of inspectors, of the company, and the public list of sanctions.
 *
 * <p>It writes the {@code Letters} and the signed export ({@code CaseArchive}).
 */
@NullMarked
package org.openbloctel.server.authority.casefile;

import org.jspecify.annotations.NullMarked;
