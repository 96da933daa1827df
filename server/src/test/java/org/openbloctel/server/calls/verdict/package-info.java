@NullMarked
package org.openbloctel.server.calls.verdict;

import org.jspecify.annotations.NullMarked;
