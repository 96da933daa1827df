@NullMarked
package org.openbloctel.registry.accounts.credential;

import org.jspecify.annotations.NullMarked;
