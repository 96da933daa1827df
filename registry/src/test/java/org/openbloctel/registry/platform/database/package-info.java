@NullMarked
package org.openbloctel.registry.platform.database;

import org.jspecify.annotations.NullMarked;
