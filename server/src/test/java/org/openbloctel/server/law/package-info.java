@NullMarked
package org.openbloctel.server.law;

import org.jspecify.annotations.NullMarked;
