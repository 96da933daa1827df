/**
 * The inspectors of the authority: who they are, who invited them, what they may do among themselves. Owns the table
 * {@code accounts.inspector}. They are none of the operator's people; complaints and cases are in other packages, which take an inspector
 * by id.
 */
@NullMarked
package org.openbloctel.registry.inspection;

import org.jspecify.annotations.NullMarked;
