@NullMarked
package org.openbloctel.server.accounts.company;

import org.jspecify.annotations.NullMarked;
