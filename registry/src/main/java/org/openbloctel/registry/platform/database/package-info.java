/**
 * The connection to PostgreSQL: two roles that cannot read each other's schema, transactions, migrations. Every feature
 * stands on it; it knows none of them.
 */
@NullMarked
package org.openbloctel.registry.platform.database;

import org.jspecify.annotations.NullMarked;
