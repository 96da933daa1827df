/** The pages of the operator: companies to verify, payments. */
@NullMarked
package org.openbloctel.server.portal.operator;

import org.jspecify.annotations.NullMarked;
