@NullMarked
package org.openbloctel.server.consent;

import org.jspecify.annotations.NullMarked;
