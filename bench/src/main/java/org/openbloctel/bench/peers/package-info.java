/** What a user would take instead of OpenBloctel: small programs, each started as a process of its own. */
@NullMarked
package org.openbloctel.bench.peers;

import org.jspecify.annotations.NullMarked;
