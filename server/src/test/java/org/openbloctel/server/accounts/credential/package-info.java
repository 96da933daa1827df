@NullMarked
package org.openbloctel.server.accounts.credential;

import org.jspecify.annotations.NullMarked;
