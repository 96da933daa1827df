@NullMarked
package org.openbloctel.registry.accounts.company;

import org.jspecify.annotations.NullMarked;
