/**
 * The inspectors of the authority: their accounts, invitations and ranks. Owns the tables {@code accounts.inspector} and
 * {@code accounts.inspector_removed}. They do not belong to the operator's people; complaints and cases are in other packages, which take
 * an inspector by id.
 */
@NullMarked
package org.openbloctel.registry.authority.inspection;

import org.jspecify.annotations.NullMarked;
