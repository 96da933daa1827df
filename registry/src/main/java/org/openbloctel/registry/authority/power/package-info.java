/** All kinds of powers that rows of this database give, for the one comparison with the audit trail. Owns no table. */
@NullMarked
package org.openbloctel.registry.authority.power;

import org.jspecify.annotations.NullMarked;
