@NullMarked
package org.openbloctel.registry.database;

import org.jspecify.annotations.NullMarked;
