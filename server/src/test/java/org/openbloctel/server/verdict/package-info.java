@NullMarked
package org.openbloctel.server.verdict;

import org.jspecify.annotations.NullMarked;
