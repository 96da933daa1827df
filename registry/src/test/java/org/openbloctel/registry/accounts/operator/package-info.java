@NullMarked
package org.openbloctel.registry.accounts.operator;

import org.jspecify.annotations.NullMarked;
