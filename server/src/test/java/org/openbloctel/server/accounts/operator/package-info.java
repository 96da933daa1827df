@NullMarked
package org.openbloctel.server.accounts.operator;

import org.jspecify.annotations.NullMarked;
