/** Look-ups over the network: the server as a process of its own, its peers, and the load on them. Knows no class of theirs. */
@NullMarked
package org.openbloctel.bench.lookup;

import org.jspecify.annotations.NullMarked;
